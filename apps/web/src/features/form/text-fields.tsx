import type { OwnTextName } from '@kindred/facts'
import { factTexts, formKey } from '@kindred/locales/people'

import { useI18n } from '../../ground/texts/i18n.js'
import { TextArea, TextField } from '../../kit/field.js'
import type { Details } from './details.js'
import type { FieldsProps } from './fields.js'

const written = (name: OwnTextName, text: string): Partial<Details> => ({ [name]: text })

/** The texts that have no place of their own. */
export function TextFields({ details, errors, onChange }: FieldsProps) {
  const { t } = useI18n()
  return factTexts.map(({ name, shape }) => {
    const error = errors[name]
    const Input = shape === 'line' ? TextField : TextArea
    return (
      <Input
        key={name}
        label={t(formKey(name))}
        error={error && t(error)}
        value={details[name]}
        onChange={(event) => onChange(written(name, event.target.value))}
      />
    )
  })
}
