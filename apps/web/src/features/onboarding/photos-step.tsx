import { useI18n } from '../../app/i18n.js'
import { PhotoGrid, usePhotoToast } from '../photos/photo-grid.js'
import { isPhoto } from '../photos/tiles.js'
import { usePhotos } from '../photos/use-photos.js'
import { StepScreen } from './step.js'

/** Step 3: photos; may be passed. */
export function PhotosStep({ onBack, onNext }: { onBack(): void; onNext(): void }) {
  const { t } = useI18n()
  const photos = usePhotos(usePhotoToast())
  const sending = photos.uploads.uploads.some((upload) => upload.failure === undefined)
  return (
    <StepScreen
      step="photos"
      title={t('onboarding-photos-title')}
      text={t('onboarding-photos-text')}
      onBack={onBack}
      action={{
        label: t(photos.tiles.some(isPhoto) ? 'onboarding-next' : 'onboarding-skip'),
        busy: sending,
        onPress: onNext,
      }}
    >
      <PhotoGrid photos={photos} />
      <p className="muted small">{t('photos-by-bot')}</p>
    </StepScreen>
  )
}
