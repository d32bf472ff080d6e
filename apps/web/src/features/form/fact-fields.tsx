import type { Children, Education, Habit } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { FieldGroup, SelectField, TextField } from '../../kit/field.js'
import { LanguageChips } from './catalogue-chips.js'
import { choices, labelled } from './choices.js'
import type { FieldsProps } from './fields.js'

/** The smaller facts, all optional. */
export function FactFields({ details, errors, onChange }: FieldsProps) {
  const { t, label } = useI18n()
  const none = t('form-not-said')
  return (
    <>
      <TextField
        label={t('form-height')}
        error={errors.height_cm && t(errors.height_cm)}
        value={details.height}
        inputMode="numeric"
        onChange={(event) => onChange({ height: event.target.value.replaceAll(/\D/g, '').slice(0, 3) })}
      />
      <SelectField
        label={t('form-education')}
        placeholder={none}
        options={labelled(label, 'education', choices.education)}
        value={details.education ?? ''}
        onChange={(event) =>
          onChange({ education: (event.target.value || undefined) as Education | undefined })
        }
      />
      <SelectField
        label={t('form-children')}
        placeholder={none}
        options={labelled(label, 'children', choices.children)}
        value={details.children ?? ''}
        onChange={(event) =>
          onChange({ children: (event.target.value || undefined) as Children | undefined })
        }
      />
      <SelectField
        label={t('form-smoking')}
        placeholder={none}
        options={labelled(label, 'habit', choices.habit)}
        value={details.smoking ?? ''}
        onChange={(event) => onChange({ smoking: (event.target.value || undefined) as Habit | undefined })}
      />
      <SelectField
        label={t('form-drinking')}
        placeholder={none}
        options={labelled(label, 'habit', choices.habit)}
        value={details.drinking ?? ''}
        onChange={(event) => onChange({ drinking: (event.target.value || undefined) as Habit | undefined })}
      />
      <LanguageFields details={details} errors={errors} onChange={onChange} />
    </>
  )
}

function LanguageFields({ details, errors, onChange }: FieldsProps) {
  const { t } = useI18n()
  return (
    <FieldGroup label={t('form-languages')} error={errors.languages && t(errors.languages)}>
      <LanguageChips values={details.languages} onChange={(languages) => onChange({ languages })} />
    </FieldGroup>
  )
}
