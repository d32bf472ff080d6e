import { type Choices, factNamed } from '@kindred/facts'

import { readChoice } from './choices.js'
import { ageRangeInvalid } from './errors.js'
import { type Filters, type FiltersDraft, readFilters } from './filters.js'

/** Whom a person wants to see; kept under the names of its columns. */
export interface Preferences {
  readonly wanted_genders: Choices['gender'][]
  readonly min_age: number
  readonly max_age: number
  readonly max_distance_km: number
  readonly filters: Filters | null
  readonly importance: Importance | null
  readonly widen_distance: boolean
}

/** Percent of a term's usual weight; null is the usual. */
export interface Importance {
  readonly distance: number | null
  readonly interests: number | null
  readonly activity: number | null
}

type ImportanceDraft = { readonly [Term in keyof Importance]?: number | undefined }

/** What a request says of preferences. */
export interface PreferencesDraft {
  readonly wantedGenders: readonly string[]
  readonly minAge: number
  readonly maxAge: number
  readonly maxDistanceKm?: number | undefined
  readonly filters?: FiltersDraft | undefined
  readonly importance?: ImportanceDraft | undefined
  readonly widenDistance: boolean
}

const defaultDistanceKm = 50
const genders = factNamed('gender').values

export function readPreferences(draft: PreferencesDraft): Preferences {
  if (draft.minAge > draft.maxAge) throw ageRangeInvalid()
  return {
    wanted_genders: draft.wantedGenders.map((gender, i) =>
      readChoice(`/wanted_genders/${i}`, gender, genders),
    ),
    min_age: draft.minAge,
    max_age: draft.maxAge,
    max_distance_km: draft.maxDistanceKm ?? defaultDistanceKm,
    filters: readFilters(draft.filters),
    importance: readImportance(draft.importance),
    widen_distance: draft.widenDistance,
  }
}

function readImportance({ distance, interests, activity }: ImportanceDraft = {}): Importance | null {
  if (distance === undefined && interests === undefined && activity === undefined) return null
  return { distance: distance ?? null, interests: interests ?? null, activity: activity ?? null }
}
