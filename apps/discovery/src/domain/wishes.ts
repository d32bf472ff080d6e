import { ageOn } from '@kindred/kernel'

import { countedInterests, weightUnits } from './score.js'
import type { Person, Search } from './search.js'
import { acceptedTraits } from './traits.js'
import type { Words } from './words.js'

/** The further filters on a candidate, as the contract's CandidateFilters; those on facts are there too, see traits.ts. */
export interface Filters {
  readonly interests: readonly string[]
  readonly languages: readonly string[]
  readonly minHeightCm?: number | undefined
  readonly maxHeightCm?: number | undefined
}

/** How much a term counts for a viewer, in per cent of its usual weight. */
export interface Importance {
  readonly distance?: number | undefined
  readonly interests?: number | undefined
  readonly activity?: number | undefined
}

/** What a viewer wants to see. */
export interface Wishes {
  readonly wantedGenders: readonly string[]
  readonly minAge: number
  readonly maxAge: number
  readonly maxKm: number
  readonly filters: Filters
  /** The ids of the filters as bits. */
  readonly wantedInterests: Words | undefined
  readonly wantedLanguages: Words | undefined
  readonly importance: Importance
}

/** Filters that exclude nobody. */
export const noFilters: Filters = {
  interests: [],
  languages: [],
}

/** The search for a viewer's wishes at a moment. */
export function searchFor(viewer: Person, wishes: Wishes, now: Date): Search {
  const { filters, importance } = wishes
  return {
    viewer,
    age: ageOn(dateOf(viewer.birthDay), now),
    nowHour: hourOf(now),
    bornFrom: lastBirthDay(now, wishes.maxAge + 1) + 1,
    bornUntil: lastBirthDay(now, wishes.minAge),
    maxKm: wishes.maxKm,
    scaleKm: wishes.maxKm,
    accepted: acceptedTraits(wishes),
    minHeight: filters.minHeightCm ?? 0,
    maxHeight: filters.maxHeightCm ?? 0,
    wantedInterests: wishes.wantedInterests,
    wantedLanguages: wishes.wantedLanguages,
    distanceUnits: percentOf(weightUnits.distance, importance.distance),
    interestUnits: percentOf(weightUnits.interests / countedInterests, importance.interests),
    extraActivityPercent: (importance.activity ?? 100) - 100,
  }
}

const percentOf = (units: number, percent = 100): number => Math.round((units * percent) / 100)

/** Hours since 1970. */
export const hourOf = (instant: Date): number => Math.floor(instant.getTime() / 3_600_000)

/** Days since 1970 of a date YYYY-MM-DD. */
export const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000)

/** The date of so many days since 1970, YYYY-MM-DD. */
export const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/**
 * The birth day of the youngest people of this age. Somebody born on 29 February turns a year older on 1 March of a common year, so on 28
 * February of any year it is the 28th.
 */
export function lastBirthDay(now: Date, years: number): number {
  const [year, month, day] = [now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate()]
  const exists = month !== 1 || day !== 29 || new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return Math.floor(Date.UTC(year, month, exists ? day : 28) / 86_400_000)
}
