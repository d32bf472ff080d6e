import { useOnline } from '@kindred/miniapp/browser/use-online'

import { useI18n } from '../../ground/texts/i18n.js'
import { Banner } from '../../kit/states.js'

export function OfflineBanner() {
  const { t } = useI18n()
  return useOnline() ? null : <Banner icon="offline">{t('system-offline-banner')}</Banner>
}
