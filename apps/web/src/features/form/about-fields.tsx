import { useI18n } from '../../ground/texts/i18n.js'
import { ChoiceChips } from '../../kit/chip.js'
import { FieldGroup, TextField } from '../../kit/field.js'
import { BirthDateField } from './birth-date-field.js'
import { choices, labelled } from './choices.js'
import type { FieldsProps } from './fields.js'

/** Name, day of birth and gender: what every profile has. */
export function AboutFields({ details, errors, onChange }: FieldsProps) {
  const { t, label } = useI18n()
  return (
    <>
      <TextField
        label={t('form-name')}
        hint={t('form-name-hint')}
        error={errors.name && t(errors.name)}
        value={details.name}
        autoComplete="given-name"
        enterKeyHint="done"
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <BirthDateField
        value={details.birthDate}
        error={errors.birth_date && t(errors.birth_date)}
        onChange={(birthDate) => onChange({ birthDate })}
      />
      <FieldGroup label={t('form-gender')} error={errors.gender && t(errors.gender)}>
        <ChoiceChips
          label={t('form-gender')}
          options={labelled(label, 'gender', choices.gender)}
          value={details.gender}
          onChange={(gender) => onChange({ gender })}
        />
      </FieldGroup>
    </>
  )
}
