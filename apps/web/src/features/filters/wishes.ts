import type {
  CandidateFilters,
  Gender,
  GetPoolRequest,
  Importance,
  Preferences,
  SetMyPreferencesRequest,
} from '@kindred/client'
import { likelyAges } from '@kindred/kernel/age'
import { distanceSteps as distances } from '@kindred/kernel/distance'

import { noFilters } from './no-filters.js'

/** Whom a person wants to see, as the inputs hold it. */
export interface Wishes {
  readonly wanted: readonly Gender[]
  readonly minAge: number
  readonly maxAge: number
  readonly distanceStep: number
  readonly filters: CandidateFilters
  readonly importance: Importance
  /** Whether an empty deck may look farther. */
  readonly widens: boolean
}

const defaultDistance = distances.indexOf(50)

/** A first guess for somebody of this age. */
export function firstWishes(age: number): Wishes {
  const { min, max } = likelyAges(age)
  return {
    wanted: [],
    minAge: min,
    maxAge: max,
    distanceStep: defaultDistance,
    filters: noFilters,
    importance: {},
    widens: false,
  }
}

/** The inputs for stored preferences. */
export function wishesOf(preferences: Preferences): Wishes {
  const step = distances.findIndex((distance) => distance >= preferences.max_distance_km)
  return {
    wanted: preferences.wanted_genders,
    minAge: preferences.min_age,
    maxAge: preferences.max_age,
    distanceStep: step === -1 ? distances.length - 1 : step,
    filters: preferences.filters ?? noFilters,
    importance: preferences.importance ?? {},
    widens: preferences.widen_distance,
  }
}

/** The request for these wishes. */
export const toRequest = (wishes: Wishes): SetMyPreferencesRequest => ({
  wanted_genders: [...wishes.wanted],
  min_age: wishes.minAge,
  max_age: wishes.maxAge,
  max_distance_km: distanceOf(wishes),
  filters: wishes.filters,
  importance: wishes.importance,
  widen_distance: wishes.widens,
})

/** The question how many people these wishes leave. */
export function poolRequest(wishes: Wishes): GetPoolRequest {
  const { wanted_genders, min_age, max_age } = toRequest(wishes)
  return { wanted_genders, min_age, max_age, max_distance_km: distanceOf(wishes), filters: wishes.filters }
}

/** The farthest distance in kilometres. */
export const distanceOf = (wishes: Wishes): number => distances[wishes.distanceStep] ?? 50
