import type { ReactNode } from 'react'

import type { CandidateFilters } from '@kindred/client'
import { type ChoiceFact, type FactFilters, type FactGroup, filterFacts, type WishFact } from '@kindred/facts'
import { filterKey } from '@kindred/locales/people'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { ToggleChips } from '../../kit/chip.js'
import { FieldGroup } from '../../kit/field.js'
import { SpanSlider } from '../../kit/range.js'
import { InterestChips, labelled, LanguageChips } from '../form/index.js'
import { heights, heightsOf, withHeights } from './filter-values.js'
import { noFilters } from './no-filters.js'

import './filters.css'

interface FiltersProps {
  readonly filters: CandidateFilters
  onChange(filters: CandidateFilters): void
}

/** What else a candidate must bring; nothing of it has to be chosen. */
export function MoreFilters({ filters, onChange }: FiltersProps) {
  const { t } = useI18n()
  const change = (changed: Partial<CandidateFilters>): void => onChange({ ...filters, ...changed })
  return (
    <Card>
      <h2>{t('filters-optional')}</h2>
      <p className="muted small">{t('filters-optional-hint')}</p>
      <div className="fields">
        <ChoiceFilters group="intent" filters={filters} onChange={onChange} />
        <OnlyFields filters={filters} onChange={onChange} />
        <Folded title={t('form-interests')} count={filters.interests.length}>
          <InterestChips values={filters.interests} onChange={(interests) => change({ interests })} />
        </Folded>
        <Folded title={t('filters-languages')} count={filters.languages.length}>
          <LanguageChips values={filters.languages} onChange={(languages) => change({ languages })} />
        </Folded>
        <HeightField filters={filters} onChange={onChange} />
        <ChoiceFilters group="life" filters={filters} onChange={onChange} />
        <Button kind="plain" onClick={() => onChange(noFilters)}>
          {t('filters-clear')}
        </Button>
      </div>
    </Card>
  )
}

const flags = filterFacts.filter(({ kind }) => kind === 'flag').map(({ filter }) => filter.name)

function OnlyFields({ filters, onChange }: FiltersProps) {
  const { t } = useI18n()
  return (
    <FieldGroup label={t('filters-only')}>
      <ToggleChips
        options={flags.map((flag) => ({ value: flag, label: t(filterKey(flag)) }))}
        values={flags.filter((flag) => filters[flag])}
        onChange={(chosen) => {
          const only = Object.fromEntries(flags.map((flag) => [flag, chosen.includes(flag)]))
          onChange({ ...filters, ...only })
        }}
      />
    </FieldGroup>
  )
}

function HeightField({ filters, onChange }: FiltersProps) {
  const { t } = useI18n()
  const { from, to } = heightsOf(filters)
  const bound = (height: number): string =>
    height === heights.min || height === heights.max ? '…' : `${height}`
  return (
    <SpanSlider
      {...heights}
      label={t('form-height')}
      text={
        from === heights.min && to === heights.max
          ? t('filters-height-any')
          : t('filters-age-range', { min: bound(from), max: bound(to) })
      }
      fromLabel={t('filters-height-from')}
      toLabel={t('filters-height-to')}
      from={from}
      to={to}
      onChange={(least, most) => onChange(withHeights(filters, { from: least, to: most }))}
    />
  )
}

type ChosenFact = WishFact & ChoiceFact

/** The facts of a group, each with the answers that a candidate may give. */
function ChoiceFilters({ group, filters, onChange }: FiltersProps & { group: FactGroup }) {
  const { t, label } = useI18n()
  const facts = filterFacts.filter((fact): fact is ChosenFact => fact.group === group)
  return facts.map((fact) => (
    <FieldGroup key={fact.name} label={t(filterKey(fact.filter.name))}>
      <ToggleChips
        options={labelled(label, fact)}
        values={answersIn(filters, fact.filter.name)}
        onChange={(chosen) => onChange({ ...filters, [fact.filter.name]: chosen })}
      />
    </FieldGroup>
  ))
}

function answersIn(filters: CandidateFilters, name: keyof FactFilters): readonly string[] {
  const wish = filters[name]
  return typeof wish === 'boolean' ? [] : wish
}

/** Many chips, shown when asked for; the title says how many are chosen. */
function Folded({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <details className="folded">
      <summary>
        <span>{title}</span>
        {count > 0 && <span className="tag">{count}</span>}
      </summary>
      {children}
    </details>
  )
}
