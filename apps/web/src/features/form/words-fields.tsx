import { useI18n } from '../../app/i18n.js'
import { ChoiceChips } from '../../kit/chip.js'
import { FieldGroup, TextArea } from '../../kit/field.js'
import { choices, labelled } from './choices.js'
import type { FieldsProps } from './fields.js'

const maxBio = 1000

/** What the person looks for, and a few words. */
export function WordsFields({ details, errors, onChange }: FieldsProps) {
  const { t, label } = useI18n()
  return (
    <>
      <FieldGroup label={t('form-goal')}>
        <ChoiceChips
          optional
          label={t('form-goal')}
          options={labelled(label, 'goal', choices.goal)}
          value={details.goal}
          onChange={(goal) => onChange({ goal })}
        />
      </FieldGroup>
      <TextArea
        label={t('form-bio')}
        placeholder={t('form-bio-placeholder')}
        hint={
          <span className="counter">
            <span>{t('form-bio-hint')}</span>
            <span>
              {[...details.bio].length}/{maxBio}
            </span>
          </span>
        }
        error={errors.bio && t(errors.bio)}
        value={details.bio}
        maxLength={maxBio}
        onChange={(event) => onChange({ bio: event.target.value })}
      />
    </>
  )
}
