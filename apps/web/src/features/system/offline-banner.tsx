import { useOnline } from '../../ground/browser/use-online.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Banner } from '../../kit/states.js'

export function OfflineBanner() {
  const { t } = useI18n()
  return useOnline() ? null : <Banner icon="offline">{t('system-offline-banner')}</Banner>
}
