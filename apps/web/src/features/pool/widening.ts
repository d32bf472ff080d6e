import { type CandidateFilters, type PoolFilter, type Preferences } from '@kindred/client'

/** The codes of optional filters, each with what it asks for when it asks for nothing. */
const dropped: Readonly<Record<string, Partial<CandidateFilters>>> = {
  goals: { goals: [] },
  has_photo: { has_photo: false },
  verified: { verified: false },
  interests: { interests: [] },
  languages: { languages: [] },
  height: {},
  smoking: { smoking: [] },
  drinking: { drinking: [] },
  children: { children: [] },
  education: { education: [] },
}

/** Whether the filter is one that a person can leave out. */
export const isOptional = (code: string): boolean => code in dropped

/** The preferences with one filter a step wider; undefined when one tap should or can not widen it. */
export function widen(preferences: Preferences, filter: PoolFilter): Preferences | undefined {
  const { code, max_distance_km: km, min_age: min, max_age: max } = filter
  if (filter.adds === 0) return undefined
  if (code === 'distance') return km === undefined ? undefined : { ...preferences, max_distance_km: km }
  if (code === 'age')
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

/** The filters that hide somebody, the one that hides most first; what is not the person's own to change stands last. */
export function hiding(filters: readonly PoolFilter[]): PoolFilter[] {
  const all = filters.filter(({ hides }) => hides > 0).sort((one, other) => other.hides - one.hides)
  return [...all.filter(({ code }) => !fixed.has(code)), ...all.filter(({ code }) => fixed.has(code))]
}

/** Whether the person's own filters hide anybody. */
export const isHidden = (filters: readonly PoolFilter[]): boolean =>
  filters.some(({ code, hides }) => hides > 0 && code !== 'seen')
