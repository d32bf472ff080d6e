import { type ChoiceFact, choices, type FactGroup } from '@kindred/facts'
import type { Translator } from '@kindred/locales'
import { formKey } from '@kindred/locales/people'

import { useI18n } from '../../ground/texts/i18n.js'
import { ChoiceChips } from '../../kit/chip.js'
import { FieldGroup, SelectField } from '../../kit/field.js'
import type { Details } from './details.js'
import type { FieldsProps } from './fields.js'

/** The answers of a fact with their labels, in the order of showing. */
export const labelled = (
  label: Translator['label'],
  { type, values }: Pick<ChoiceFact, 'type' | 'values'>,
): { value: string; label: string }[] => values.map((value) => ({ value, label: label(type, value) }))

const choicesOf = (wanted: FactGroup): readonly ChoiceFact[] =>
  choices.filter(({ group }) => group === wanted)

const chosen = ({ name }: ChoiceFact, value: string | undefined): Partial<Details> => ({ [name]: value })

/** The facts of a group as chips; they are seen all at once. */
export function ChipFields({ group, details, errors, onChange }: FieldsProps & { group: FactGroup }) {
  const { t, label } = useI18n()
  return choicesOf(group).map((fact) => {
    const error = errors[fact.name]
    return (
      <FieldGroup key={fact.name} label={t(formKey(fact.name))} error={error && t(error)}>
        <ChoiceChips
          optional={!fact.isRequired}
          label={t(formKey(fact.name))}
          options={labelled(label, fact)}
          value={details[fact.name]}
          onChange={(value) => onChange(chosen(fact, value))}
        />
      </FieldGroup>
    )
  })
}

/** The facts of a group as lists to open, which take little room. */
export function SelectFields({ group, details, onChange }: FieldsProps & { group: FactGroup }) {
  const { t, label } = useI18n()
  return choicesOf(group).map((fact) => (
    <SelectField
      key={fact.name}
      label={t(formKey(fact.name))}
      placeholder={t('form-not-said')}
      options={labelled(label, fact)}
      value={details[fact.name] ?? ''}
      onChange={(event) => onChange(chosen(fact, event.target.value || undefined))}
    />
  ))
}
