import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { AddPhotosButton, isPhoto, PhotoGrid, usePhotos, usePhotoToast } from '../photos/index.js'
import { StepScreen } from './step.js'

/** Step 3: photos. Adding some comes first; the step may be passed quietly. */
export function PhotosStep({ onBack, onNext }: { onBack(): void; onNext(): void }) {
  const { t } = useI18n()
  const photos = usePhotos(usePhotoToast())
  const sending = photos.uploads.uploads.some((upload) => upload.failure === undefined)
  const hasAny = photos.tiles.some(isPhoto) || sending
  return (
    <StepScreen
      step="photos"
      title={t('onboarding-photos-title')}
      text={t('onboarding-photos-text')}
      onBack={onBack}
      action={hasAny ? { label: t('onboarding-next'), busy: sending, onPress: onNext } : undefined}
    >
      <PhotoGrid photos={photos} />
      <p className="muted small">{t('photos-by-bot')}</p>
      {!hasAny && (
        <div className="main-action photos-first">
          <AddPhotosButton />
          <Button kind="quiet" className="small" onClick={onNext}>
            {t('onboarding-skip')}
          </Button>
        </div>
      )}
    </StepScreen>
  )
}
