import { Skeleton } from '../kit/states.js'
import { useI18n } from './i18n.js'

/** What stands while the app signs in: the shape of the deck, in Telegram's colours. */
export function LaunchScreen() {
  const { t } = useI18n()
  return (
    <main className="screen" aria-busy="true">
      <h1 className="hidden">{t('app-name')}</h1>
      <div role="status" className="launch">
        <span className="hidden">{t('app-loading')}</span>
        <Skeleton height={32} width="40%" />
        <Skeleton height="min(62vh, 520px)" />
        <Skeleton height={64} />
      </div>
    </main>
  )
}
