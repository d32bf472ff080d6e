import { useState } from 'react'

import { haptic } from '../../ground/telegram/bridge.js'
import { failureKey } from '../../ground/texts/failure.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { Card } from '../../kit/card.js'
import { useToast } from '../../kit/toast.js'
import { firstWishes, useSaveWishes, WishesFields } from '../filters/index.js'
import { errorsOf, type FieldErrors, hasErrors } from '../form/index.js'
import { StepScreen } from './step.js'
import { dropDraft } from './use-draft.js'

/** Step 5: whom the person wants to see. The last one. */
export function WishesStep({ age, userId, onBack }: { age: number; userId: string; onBack(): void }) {
  const { t } = useI18n()
  const toast = useToast()
  const save = useSaveWishes()
  const [wishes, setWishes] = useState(() => firstWishes(age))
  const [errors, setErrors] = useState<FieldErrors>({})
  const submit = (): void => {
    if (wishes.wanted.length === 0) return setErrors({ wanted_genders: 'form-error-wanted' })
    save.mutate(wishes, {
      onSuccess: () => {
        haptic.success()
        dropDraft(userId)
      },
      onError: (error) => {
        haptic.error()
        const refused = errorsOf(error)
        setErrors(refused)
        if (!hasErrors(refused)) toast(t(failureKey(error)))
      },
    })
  }
  return (
    <StepScreen
      step="wishes"
      title={t('onboarding-wishes-title')}
      text={t('onboarding-wishes-text')}
      onBack={onBack}
      action={{ label: t('onboarding-finish'), busy: save.isPending, onPress: submit }}
    >
      <Card>
        <WishesFields
          wishes={wishes}
          errors={errors}
          onChange={(next) => {
            setWishes(next)
            setErrors({})
          }}
        />
      </Card>
      <p className="muted small">{t('filters-both-ways')}</p>
    </StepScreen>
  )
}
