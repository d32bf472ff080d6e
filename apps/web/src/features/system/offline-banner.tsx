import { useSyncExternalStore } from 'react'

import { useI18n } from '../../ground/texts/i18n.js'
import { Banner } from '../../kit/states.js'

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Whether the browser thinks that there is a network. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)

/** Says while there is no network. */
export function OfflineBanner() {
  const { t } = useI18n()
  return useOnline() ? null : <Banner icon="offline">{t('system-offline-banner')}</Banner>
}
