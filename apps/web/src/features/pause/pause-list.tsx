import { useI18n } from '../../ground/texts/i18n.js'
import { List, Row } from '../../kit/card.js'
import { usePause } from './use-pause.js'

/** Hides the person from everybody new, at once. */
export function PauseList({ paused }: { paused: boolean }) {
  const { t } = useI18n()
  const pause = usePause()
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
            onChange={(event) => pause.mutate(event.target.checked)}
          />
        }
      />
    </List>
  )
}
