import type { CandidateFilters, PoolFilter, Preferences } from '@kindred/client'
import { filterFacts } from '@kindred/facts'

/** The codes of optional filters, each with what it asks for when it asks for nothing. */
const dropped: Readonly<Record<string, Partial<CandidateFilters>>> = {
  ...Object.fromEntries<Partial<CandidateFilters>>(
    filterFacts.map(({ filter: { name }, kind }) => [name, { [name]: kind === 'flag' ? false : [] }]),
  ),
  interests: { interests: [] },
  languages: { languages: [] },
  height: {},
}

/** Whether the filter is one that a person can leave out. */
export const isOptional = (code: string): boolean => code in dropped

/** The preferences with one filter a step wider; undefined when one tap can not widen it. */
export function widen(preferences: Preferences, filter: PoolFilter): Preferences | undefined {
  const { code, max_distance_km: km, min_age: min, max_age: max } = filter
  if (code === 'distance') return km === undefined ? undefined : { ...preferences, max_distance_km: km }
  if (code === 'age' && (min !== undefined || max !== undefined))
    return { ...preferences, min_age: min ?? preferences.min_age, max_age: max ?? preferences.max_age }
  const without = dropped[code]
  if (without === undefined || preferences.filters === undefined) return undefined
  const filters = { ...preferences.filters, ...without }
  if (code === 'height') {
    delete filters.min_height_cm
    delete filters.max_height_cm
  }
  return { ...preferences, filters }
}

/** What a person cannot change comes after what they can. */
const fixed = new Set(['theirs', 'seen'])

/** A filter that may hide somebody, and the preferences that show them, where one tap can. */
export interface Hiding {
  readonly filter: PoolFilter
  readonly wider: Preferences | undefined
}

/**
 * The filters that may hide somebody, the one that hides most first; what is not the person's own to change stands last. A count of 0 is fewer
 * than 10, so whatever can be widened may help.
 */
export function hiding(filters: readonly PoolFilter[], preferences: Preferences): Hiding[] {
  const all = filters
    .map((filter) => ({ filter, wider: widen(preferences, filter) }))
    .filter(({ filter, wider }) => filter.hides > 0 || wider !== undefined)
    .sort((one, other) => other.filter.hides - one.filter.hides)
  const isFixed = ({ filter }: Hiding) => fixed.has(filter.code)
  return [...all.filter((one) => !isFixed(one)), ...all.filter(isFixed)]
}

/** Whether there is more to say than that everybody was seen. */
export const isHidden = (hidden: readonly Hiding[]): boolean =>
  hidden.some(({ filter }) => filter.code !== 'seen')
