import type { ReactNode } from 'react'

import type { CandidateFilters } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { Button } from '../../kit/button.js'
import { Card } from '../../kit/card.js'
import { ToggleChips } from '../../kit/chip.js'
import { FieldGroup } from '../../kit/field.js'
import { SpanSlider } from '../../kit/range.js'
import { choices, InterestChips, labelled, LanguageChips } from '../form/index.js'
import { heights, heightsOf, withHeights } from './filter-values.js'
import { noFilters } from './wishes.js'

import './filters.css'

interface FiltersProps {
  readonly filters: CandidateFilters
  onChange(filters: CandidateFilters): void
}

/** What else a candidate must bring; nothing of it has to be chosen. */
export function MoreFilters({ filters, onChange }: FiltersProps) {
  const { t, label } = useI18n()
  const change = (changed: Partial<CandidateFilters>): void => onChange({ ...filters, ...changed })
  return (
    <Card>
      <h2>{t('filters-optional')}</h2>
      <p className="muted small">{t('filters-optional-hint')}</p>
      <div className="fields">
        <FieldGroup label={t('filters-goals')}>
          <ToggleChips
            options={labelled(label, 'goal', choices.goal)}
            values={filters.goals}
            onChange={(goals) => change({ goals })}
          />
        </FieldGroup>
        <OnlyFields filters={filters} onChange={onChange} />
        <Folded title={t('form-interests')} count={filters.interests.length}>
          <InterestChips values={filters.interests} onChange={(interests) => change({ interests })} />
        </Folded>
        <Folded title={t('filters-languages')} count={filters.languages.length}>
          <LanguageChips values={filters.languages} onChange={(languages) => change({ languages })} />
        </Folded>
        <HeightField filters={filters} onChange={onChange} />
        <LifeFields filters={filters} onChange={onChange} />
        <Button kind="plain" onClick={() => onChange(noFilters)}>
          {t('filters-clear')}
        </Button>
      </div>
    </Card>
  )
}

function OnlyFields({ filters, onChange }: FiltersProps) {
  const { t } = useI18n()
  const flags = ['has_photo', 'verified'] as const
  return (
    <FieldGroup label={t('filters-only')}>
      <ToggleChips
        options={[
          { value: 'has_photo', label: t('filters-only-photo') },
          { value: 'verified', label: t('filters-only-verified') },
        ]}
        values={flags.filter((flag) => filters[flag])}
        onChange={(chosen) =>
          onChange({
            ...filters,
            has_photo: chosen.includes('has_photo'),
            verified: chosen.includes('verified'),
          })
        }
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

function LifeFields({ filters, onChange }: FiltersProps) {
  const { t, label } = useI18n()
  const group = <Name extends 'smoking' | 'drinking' | 'children' | 'education'>(
    name: Name,
    kind: 'habit' | 'children' | 'education',
  ): ReactNode => (
    <FieldGroup label={t(`form-${name}`)}>
      <ToggleChips
        options={labelled<string>(label, kind, choices[kind])}
        values={filters[name]}
        onChange={(chosen) => onChange({ ...filters, [name]: chosen })}
      />
    </FieldGroup>
  )
  return (
    <>
      {group('smoking', 'habit')}
      {group('drinking', 'habit')}
      {group('children', 'children')}
      {group('education', 'education')}
    </>
  )
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
