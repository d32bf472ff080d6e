import { useI18n } from '../../ground/texts/i18n.js'
import { ToggleChips } from '../../kit/chip.js'
import { useCatalogue } from './use-catalogue.js'

import './form.css'

/** At most as many interests or languages as a profile or a filter may name. */
export const most = 20

interface CatalogueChipsProps {
  readonly values: readonly string[]
  onChange(values: string[]): void
}

/** All interests, by group. */
export function InterestChips({ values, onChange }: CatalogueChipsProps) {
  const { label } = useI18n()
  const interests = useCatalogue().data?.interests ?? []
  const groups = [...new Set(interests.map((interest) => interest.group))]
  return (
    <div className="fields">
      {groups.map((group) => (
        <div key={group} className="group" role="group" aria-label={label('interest-group', group)}>
          <h3>{label('interest-group', group)}</h3>
          <ToggleChips
            options={interests
              .filter((interest) => interest.group === group)
              .map((interest) => ({
                value: interest.id,
                label: label('interest', interest.id, interest.label),
              }))}
            values={values}
            max={most}
            onChange={onChange}
          />
        </div>
      ))}
    </div>
  )
}

/** All languages. */
export function LanguageChips({ values, onChange }: CatalogueChipsProps) {
  const languages = useCatalogue().data?.languages ?? []
  return (
    <ToggleChips
      options={languages.map(({ code, label }) => ({ value: code, label }))}
      values={values}
      max={most}
      onChange={onChange}
    />
  )
}
