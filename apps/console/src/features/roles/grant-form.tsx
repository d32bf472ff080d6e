import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { Role } from '@kindred/client'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { problemText, slug } from '../../ground/words.js'
import { Button } from '../../kit/button.js'

const roles = ['MODERATOR', 'ADMIN'] as const satisfies readonly Role[]

/** Makes somebody staff, by id: it stands on the person's card. */
export function GrantForm() {
  const { t } = useTexts()
  const client = useClient()
  const queries = useQueryClient()
  const [userId, setUserId] = useState('')
  const [role, setRole] = useState<Role>('MODERATOR')
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => client.auth.grantRole({ user_id: userId, role }),
    onSuccess() {
      setUserId('')
      return queries.invalidateQueries({ queryKey: keys.roles })
    },
  })
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault()
        mutate()
      }}
    >
      <h2>{t('console-role-grant')}</h2>
      <p className="muted">{t('console-role-grant-text')}</p>
      <label className="field">
        <span>{t('console-card-id')}</span>
        <input
          className="input mono"
          value={userId}
          required
          onChange={(event) => setUserId(event.target.value.trim())}
        />
      </label>
      <label className="field">
        <span>{t('console-role')}</span>
        <select className="input" value={role} onChange={(event) => setRole(event.target.value as Role)}>
          {roles.map((each) => (
            <option key={each} value={each}>
              {t(`console-role-${slug(each)}`)}
            </option>
          ))}
        </select>
      </label>
      {error !== null && <p role="alert">{problemText(t, error)}</p>}
      {isSuccess && <p role="status">{t('console-role-granted')}</p>}
      <Button kind="main" type="submit" busy={isPending} disabled={userId === ''}>
        {t('console-role-grant')}
      </Button>
    </form>
  )
}
