import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { problemText } from '../../ground/words.js'
import { Button } from '../../kit/button.js'

/** Lets somebody back who is hidden, suspended or banned. */
export function LiftForm({ userId, onLifted }: { userId: string; onLifted: () => void }) {
  const { t } = useTexts()
  const client = useClient()
  const [note, setNote] = useState('')
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.safety.liftSanction({ user_id: userId, note: note.trim() }),
    onSuccess: onLifted,
  })
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault()
        mutate()
      }}
    >
      <h2>{t('console-lift')}</h2>
      <p className="muted">{t('console-lift-text')}</p>
      <label className="field">
        <span>{t('console-note')}</span>
        <textarea
          className="input"
          rows={2}
          maxLength={1000}
          dir="auto"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {error !== null && (
        <p role="alert" className="lift-wrong">
          {problemText(t, error)}
        </p>
      )}
      <Button type="submit" kind="danger" busy={isPending} disabled={note.trim() === ''}>
        {t('console-lift')}
      </Button>
    </form>
  )
}
