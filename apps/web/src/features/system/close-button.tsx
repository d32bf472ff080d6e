import { closeApp, insideTelegram } from '@kindred/miniapp/telegram/bridge'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'

/** Closes the app where a client can. */
export function CloseButton() {
  const { t } = useI18n()
  return insideTelegram ? <Button onClick={closeApp}>{t('app-close-app')}</Button> : null
}
