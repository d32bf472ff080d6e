import { insideTelegram, leaveFor } from '@kindred/miniapp/telegram/bridge'

import { openLink } from '../../ground/telegram/open-link.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Sheet } from '../../kit/sheet.js'

/** What a verification is and is not; it goes on in the bot, which can take a round video message. */
export function VerificationSheet({ bot, onClose }: { bot: string; onClose: () => void }) {
  const { t } = useI18n()
  const start = (): void => {
    const address = `${bot}?start=verify`
    if (insideTelegram) leaveFor(address)
    else openLink(new URL(address))
  }
  return (
    <Sheet title={t('verify-title')} onClose={onClose}>
      <p>{t('verify-text')}</p>
      <p>{t('verify-seen')}</p>
      <p className="muted">{t('verify-no-proof')}</p>
      <Button wide onClick={start}>
        {t('verify-to-bot')}
      </Button>
    </Sheet>
  )
}
