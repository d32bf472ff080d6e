import type { Settings } from '@kindred/client'

import { useBack } from '../../ground/browser/navigation.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { List } from '../../kit/card.js'
import { Screen } from '../../kit/screen.js'
import { ErrorState } from '../../kit/states.js'
import { SwitchRow } from '../../kit/switch-row.js'
import { QuietHours } from './quiet-hours.js'
import { Unreachable } from './unreachable.js'
import { useChangeSettings, useSettings } from './use-settings.js'

import './notifications.css'

/** What can be switched off, the most wanted first; what concerns the person's safety cannot. */
const optional = [
  ['MESSAGE', 'message'],
  ['MATCH', 'match'],
  ['LIKE', 'like'],
  ['SUPERLIKE', 'superlike'],
  ['YOUR_TURN', 'your-turn'],
  ['PHOTO_DECIDED', 'photo'],
  ['NEWS', 'news'],
] as const

/** What the bot tells the person of while they are away, and when. */
export function NotificationsPage() {
  const { t } = useI18n()
  const { data, error, refetch } = useSettings()
  return (
    <Screen title={t('notify-title')} onBack={useBack('/settings')}>
      {data ? (
        <Choices settings={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows count={6} />
      )}
    </Screen>
  )
}

function Choices({ settings }: { settings: Settings }) {
  const { t } = useI18n()
  const change = useChangeSettings()
  const { kinds, paused, message_preview: preview } = settings
  return (
    <>
      <p className="muted">{t('notify-text')}</p>
      {!settings.reachable && <Unreachable />}
      <List>
        <SwitchRow
          icon="bell"
          title={t('notify-pause')}
          note={t('notify-pause-note')}
          on={paused}
          busy={false}
          onSwitch={(on) => change({ paused: on })}
        />
      </List>
      <List label={t('notify-kinds')}>
        {optional.map(([kind, name]) => (
          <SwitchRow
            key={kind}
            title={t(`notify-kind-${name}`)}
            note={t(`notify-note-${name}`)}
            on={!paused && kinds.some((each) => each.kind === kind && each.on)}
            busy={paused}
            onSwitch={(on) => change({ kinds: [{ kind, on }] })}
          />
        ))}
        <SwitchRow
          title={t('notify-preview')}
          note={t('notify-preview-note')}
          on={preview}
          busy={paused}
          onSwitch={(on) => change({ message_preview: on })}
        />
      </List>
      <QuietHours settings={settings} onChange={change} />
      <p className="muted">{t('notify-safety')}</p>
    </>
  )
}
