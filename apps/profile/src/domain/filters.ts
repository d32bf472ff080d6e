import { type FactFilterDraft, type FactFilters, type FilterFact, filterFacts } from '@kindred/facts'

import { readChoice } from './choices.js'
import { readInterests, readLanguages } from './entries.js'
import { heightRangeInvalid } from './errors.js'

/** What else a candidate must bring; an empty list, false and null ask for nothing. */
export interface Filters extends FactFilters {
  readonly interests: readonly string[]
  readonly languages: readonly string[]
  readonly min_height_cm: number | null
  readonly max_height_cm: number | null
}

/** What a request says of filters. */
export interface FiltersDraft extends FactFilterDraft {
  readonly interests: readonly string[]
  readonly languages: readonly string[]
  readonly minHeightCm?: number | undefined
  readonly maxHeightCm?: number | undefined
}

/** Filters that ask for nothing are null, like those that are absent. */
export function readFilters(draft: FiltersDraft | undefined): Filters | null {
  if (draft === undefined) return null
  const { minHeightCm = null, maxHeightCm = null } = draft
  if (minHeightCm !== null && maxHeightCm !== null && minHeightCm > maxHeightCm) throw heightRangeInvalid()
  const filters: Filters = {
    ...readFactFilters(draft),
    interests: readInterests('/filters/interests', draft.interests),
    languages: readLanguages('/filters/languages', draft.languages),
    min_height_cm: minHeightCm,
    max_height_cm: maxHeightCm,
  }
  return Object.values(filters).some(asksForSomething) ? filters : null
}

const readFactFilters = (draft: FactFilterDraft): FactFilters =>
  Object.fromEntries(
    filterFacts.map((fact) => [fact.filter.name, readFactFilter(fact, draft)]),
  ) as FactFilters

function readFactFilter({ filter, values }: FilterFact, draft: FactFilterDraft): boolean | readonly string[] {
  const wish = draft[filter.key as keyof FactFilterDraft]
  if (typeof wish === 'boolean') return wish
  return wish.map((choice, i) => readChoice(`/filters/${filter.name}/${i}`, choice, values))
}

const asksForSomething = (value: Filters[keyof Filters]): boolean =>
  typeof value === 'object' && value !== null ? value.length > 0 : value !== null && value !== false
