import { useI18n } from '../../ground/texts/i18n.js'
import { TextField } from '../../kit/field.js'
import { BirthDateField } from './birth-date-field.js'
import { ChipFields } from './choice-fields.js'
import type { FieldsProps } from './fields.js'

/** What every profile has. */
export function AboutFields({ details, errors, onChange }: FieldsProps) {
  const { t } = useI18n()
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
      <ChipFields group="about" details={details} errors={errors} onChange={onChange} />
    </>
  )
}
