import { useState } from 'react'

import type { Profile } from '@kindred/client'
import { haptic } from '@kindred/miniapp/telegram/bridge'

import { useI18n } from '../../ground/texts/i18n.js'
import {
  AboutFields,
  checkDetails,
  type Details,
  type FieldErrors,
  focusFirstError,
  hasErrors,
  useSaveDetails,
} from '../form/index.js'
import { StepScreen } from './step.js'

export interface DetailsStepProps {
  readonly draft: Details
  readonly profile: Profile | null
  onDraft(change: Partial<Details>): void
  onNext(): void
  onBack(): void
}

/** Step 1: name, day of birth, gender. They become a profile at once, so that a refusal shows here. */
export function AboutStep({ draft, profile, onDraft, onNext, onBack }: DetailsStepProps) {
  const { t } = useI18n()
  const [errors, setErrors] = useState<FieldErrors>({})
  const { save, saving } = useSaveDetails(profile, setErrors)
  const submit = (): void => {
    const wrong = checkDetails(draft, new Date().toISOString())
    setErrors(wrong)
    if (!hasErrors(wrong)) return save(draft, onNext)
    haptic.error()
    focusFirstError()
  }
  return (
    <StepScreen
      step="about"
      title={t('onboarding-about-title')}
      text={t('onboarding-about-text')}
      onBack={profile === null ? onBack : undefined}
      action={{ label: t('onboarding-next'), busy: saving, onPress: submit }}
    >
      <AboutFields
        details={draft}
        errors={errors}
        onChange={(change) => {
          onDraft(change)
          setErrors({})
        }}
      />
    </StepScreen>
  )
}
