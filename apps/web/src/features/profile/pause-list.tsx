import { useMutation, useQueryClient } from '@tanstack/react-query'

import { failureKey } from '../../app/failure.js'
import { useI18n } from '../../app/i18n.js'
import { keys } from '../../app/keys.js'
import { useClient } from '../../app/session.js'
import { List, Row } from '../../kit/card.js'
import { useToast } from '../../kit/toast.js'
import { haptic } from '../../telegram/bridge.js'

/** Hides the person from everybody new, at once. */
export function PauseList({ paused }: { paused: boolean }) {
  const { t } = useI18n()
  const client = useClient()
  const queries = useQueryClient()
  const toast = useToast()
  const pause = useMutation({
    mutationFn: (next: boolean) => client.profile.updateMyProfile({ paused: next }),
    onSuccess: (saved) => queries.setQueryData(keys.profile, saved),
    onError: (error) => toast(t(failureKey(error))),
  })
  const change = (next: boolean): void => {
    haptic.select()
    pause.mutate(next)
  }
  const shown = pause.isPending ? pause.variables : paused
  return (
    <List>
      <Row
        icon="lock"
        title={t('profile-pause')}
        note={t(shown ? 'profile-pause-on' : 'profile-pause-off')}
        end={
          <input
            type="checkbox"
            role="switch"
            className="switch"
            aria-label={t('profile-pause')}
            checked={shown}
            disabled={pause.isPending}
            onChange={(event) => change(event.target.checked)}
          />
        }
      />
    </List>
  )
}
