import { useI18n } from '../../ground/texts/i18n.js'
import { FieldGroup, TextField } from '../../kit/field.js'
import { LanguageChips } from './catalogue-chips.js'
import { SelectFields } from './choice-fields.js'
import type { FieldsProps } from './fields.js'
import { TextFields } from './text-fields.js'

/** The smaller facts, all optional. */
export function FactFields({ details, errors, onChange }: FieldsProps) {
  const { t } = useI18n()
  return (
    <>
      <TextField
        label={t('form-height')}
        error={errors.height_cm && t(errors.height_cm)}
        value={details.height}
        inputMode="numeric"
        onChange={(event) => onChange({ height: event.target.value.replaceAll(/\D/g, '').slice(0, 3) })}
      />
      <SelectFields group="life" details={details} errors={errors} onChange={onChange} />
      <TextFields details={details} errors={errors} onChange={onChange} />
      <FieldGroup label={t('form-languages')} error={errors.languages && t(errors.languages)}>
        <LanguageChips values={details.languages} onChange={(languages) => onChange({ languages })} />
      </FieldGroup>
    </>
  )
}
