import { useI18n } from '../ground/texts/i18n.js'
import { Skeleton } from '../kit/states.js'

/** Shown while the app signs in: the shape of the deck in Telegram's colours. */
export function LaunchScreen() {
  const { t } = useI18n()
  return (
    <main className="screen screen-tabs screen-fixed" aria-busy="true">
      <h1 className="hidden">{t('app-name')}</h1>
      <div role="status" className="launch">
        <span className="hidden">{t('app-loading')}</span>
        <div className="launch-bar">
          <Skeleton height={32} width="40%" />
        </div>
        <Skeleton height="100%" />
        <div className="launch-actions">
          {[50, 64, 64, 50].map((size, place) => (
            <Skeleton key={place} round height={size} width={size} />
          ))}
        </div>
      </div>
    </main>
  )
}
