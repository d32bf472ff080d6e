import { useBack } from '../../ground/browser/navigation.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Screen } from '../../kit/screen.js'
import { PhotoGrid, usePhotoToast } from './photo-grid.js'
import { usePhotos } from './use-photos.js'

/** The person's photos. */
export function PhotosPage() {
  const { t } = useI18n()
  const photos = usePhotos(usePhotoToast())
  return (
    <Screen title={t('photos-title')} onBack={useBack('/profile')}>
      <p className="muted">{t('photos-order-hint')}</p>
      <PhotoGrid photos={photos} />
      <p className="muted small">{t('photos-kinds')}</p>
      <p className="muted small">{t('photos-by-bot')}</p>
    </Screen>
  )
}
