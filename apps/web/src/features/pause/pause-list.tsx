import { useI18n } from '../../ground/texts/i18n.js'
import { List } from '../../kit/card.js'
import { SwitchRow } from '../../kit/switch-row.js'
import { usePause } from './use-pause.js'

/** Hides the person from everybody new, at once. */
export function PauseList({ paused }: { paused: boolean }) {
  const { t } = useI18n()
  const pause = usePause()
  const shown = pause.isPending ? pause.variables : paused
  return (
    <List>
      <SwitchRow
        icon="lock"
        title={t('profile-pause')}
        note={t(shown ? 'profile-pause-on' : 'profile-pause-off')}
        on={shown}
        busy={pause.isPending}
        onSwitch={pause.mutate}
      />
    </List>
  )
}
