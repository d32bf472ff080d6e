import { useState } from 'react'

import { useI18n } from '../../ground/texts/i18n.js'
import { type FieldErrors, InterestFields, useSaveDetails, WordsFields } from '../form/index.js'
import type { DetailsStepProps } from './about-step.js'
import { StepScreen } from './step.js'

/** Step 2: goal, words, interests; all optional. */
export function InterestsStep({ draft, profile, onDraft, onNext, onBack }: DetailsStepProps) {
  const { t } = useI18n()
  const [errors, setErrors] = useState<FieldErrors>({})
  const { save, saving } = useSaveDetails(profile, setErrors)
  const fields = {
    details: draft,
    errors,
    onChange(change: Parameters<typeof onDraft>[0]) {
      onDraft(change)
      setErrors({})
    },
  }
  return (
    <StepScreen
      step="interests"
      title={t('onboarding-interests-title')}
      text={t('onboarding-interests-text')}
      onBack={onBack}
      action={{ label: t('onboarding-next'), busy: saving, onPress: () => save(draft, onNext) }}
    >
      <WordsFields {...fields} />
      <InterestFields {...fields} />
    </StepScreen>
  )
}
