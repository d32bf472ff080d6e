import { useState } from 'react'

import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'
import { type Place, placeFailureKey, PlacePicker, useSetPlace } from '../place/index.js'
import { StepScreen } from './step.js'

/** Step 4: the place. */
export function PlaceStep({ onBack, onNext }: { onBack(): void; onNext(): void }) {
  const { t } = useI18n()
  const toast = useToast()
  const save = useSetPlace()
  const [place, setPlace] = useState<Place>()
  const submit = (): void => {
    if (place === undefined) return
    save.mutate(place, {
      onSuccess: onNext,
      onError: (error) => toast(t(placeFailureKey(error) ?? failureKey(error))),
    })
  }
  return (
    <StepScreen
      step="place"
      title={t('onboarding-place-title')}
      text={t('onboarding-place-text')}
      onBack={onBack}
      action={{
        label: t('onboarding-next'),
        disabled: place === undefined,
        busy: save.isPending,
        onPress: submit,
      }}
    >
      <PlacePicker place={place} onChange={setPlace} />
    </StepScreen>
  )
}
