import { useI18n } from '../../ground/texts/i18n.js'
import { Card } from '../../kit/card.js'
import { firstWishes, useWishesForm, WishesFields } from '../filters/index.js'
import { StepScreen } from './step.js'
import { dropDraft } from './use-draft.js'

/** Step 5: whom the person wants to see. The last one. */
export function WishesStep({ age, userId, onBack }: { age: number; userId: string; onBack(): void }) {
  const { t } = useI18n()
  const { wishes, errors, change, submit, isSaving } = useWishesForm(
    () => firstWishes(age),
    () => dropDraft(userId),
  )
  return (
    <StepScreen
      step="wishes"
      title={t('onboarding-wishes-title')}
      text={t('onboarding-wishes-text')}
      onBack={onBack}
      action={{ label: t('onboarding-finish'), busy: isSaving, onPress: submit }}
    >
      <Card>
        <WishesFields wishes={wishes} errors={errors} onChange={change} />
      </Card>
      <p className="muted small">{t('filters-both-ways')}</p>
    </StepScreen>
  )
}
