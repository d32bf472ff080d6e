import type { Importance } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { Card } from '../../kit/card.js'
import { ChoiceChips } from '../../kit/chip.js'
import { FieldGroup } from '../../kit/field.js'
import { levelOf, levels, terms, withLevel } from './filter-values.js'

interface MattersProps {
  readonly importance: Importance
  onChange(importance: Importance): void
}

/** What counts more and what less for the order of the deck. */
export function MattersFields({ importance, onChange }: MattersProps) {
  const { t } = useI18n()
  const options = levels.map((level) => ({ value: level, label: t(`filters-level-${level}`) }))
  return (
    <Card>
      <h2>{t('filters-matters')}</h2>
      <div className="fields">
        {terms.map((term) => (
          <FieldGroup key={term} label={t(`filters-matters-${term}`)}>
            <ChoiceChips
              label={t(`filters-matters-${term}`)}
              options={options}
              value={levelOf(importance[term])}
              onChange={(level) => onChange(withLevel(importance, term, level ?? 'usual'))}
            />
          </FieldGroup>
        ))}
      </div>
    </Card>
  )
}
