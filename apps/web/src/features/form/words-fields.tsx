import { textLimits } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { ChoiceChips } from '../../kit/chip.js'
import { Counter } from '../../kit/counter.js'
import { FieldGroup, TextArea } from '../../kit/field.js'
import { choices, labelled } from './choices.js'
import type { FieldsProps } from './fields.js'

const limit = textLimits.UpdateMyProfileRequest.bio

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
            <Counter text={details.bio} limit={limit} />
          </span>
        }
        error={errors.bio && t(errors.bio)}
        value={details.bio}
        onChange={(event) => onChange({ bio: event.target.value })}
      />
    </>
  )
}
