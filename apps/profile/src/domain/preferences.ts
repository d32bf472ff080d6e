import { type Gender, genders, readChoice } from './choices.js'
import { ageRangeInvalid } from './errors.js'

/** Whom a person wants to see; kept under the names of its columns. */
export interface Preferences {
  readonly wanted_genders: Gender[]
  readonly min_age: number
  readonly max_age: number
  readonly max_distance_km: number
}

/** What a request says of preferences. */
export interface PreferencesDraft {
  readonly wantedGenders: readonly string[]
  readonly minAge: number
  readonly maxAge: number
  readonly maxDistanceKm?: number | undefined
}

const usualDistanceKm = 50

export function readPreferences(draft: PreferencesDraft): Preferences {
  if (draft.minAge > draft.maxAge) throw ageRangeInvalid()
  return {
    wanted_genders: draft.wantedGenders.map((gender, i) => readChoice(`/wanted_genders/${i}`, gender, genders)),
    min_age: draft.minAge,
    max_age: draft.maxAge,
    max_distance_km: draft.maxDistanceKm ?? usualDistanceKm,
  }
}
