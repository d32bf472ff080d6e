import { insideTelegram, leaveFor } from '@kindred/miniapp/telegram/bridge'

import { useWhere } from '../../ground/session/where.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { EmptyState } from '../../kit/states.js'
import { CloseButton } from './close-button.js'

/** Shown to whom only opening the app anew helps. */
export function WayBackState({ status }: { status: 'expired' | 'signed-out' }) {
  const { t } = useI18n()
  return (
    <EmptyState
      icon={status === 'expired' ? 'retry' : 'lock'}
      title={t(`system-${status}-title`)}
      text={t(`system-${status}-text`)}
    >
      <WayBack />
    </EmptyState>
  )
}

/**
 * Some clients open a closed window again with the proof that it had: only another button brings a fresh one, and the bot answers
 * /start with such a button.
 */
function WayBack() {
  const { t } = useI18n()
  const { where, isPending } = useWhere()
  const bot = where?.bot
  if (!insideTelegram || isPending) return null
  if (bot === undefined) return <CloseButton />
  return <Button onClick={() => leaveFor(`${bot}?start=open`)}>{t('system-to-bot')}</Button>
}
