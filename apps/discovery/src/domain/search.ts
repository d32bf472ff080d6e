import type { Point } from './place.js'
import type { Words } from './words.js'

/** What matching knows of a person: a row of the projection, a slot of the memory index. */
export interface Person extends Point {
  /** Discovery's own number of a person, used everywhere behind its RPCs and events instead of the user id. */
  readonly slot: number
  /** The key of the H3 cell at resolution 6, see place.ts; its parents at 5 and 4 are the key shifted right by 3 and by 6. */
  readonly cell: number
  /** The part of the score that is the same for every viewer, in units. */
  readonly rank: number
  /** Hours since 1970. */
  readonly activeHour: number
  /** Days since 1970. */
  readonly birthDay: number
  readonly minAge: number
  readonly maxAge: number
  readonly maxKm: number
  /** See traits.ts. */
  readonly traits: Words
  readonly accepted: Words
  /** Centimetres; 0 when not stated. */
  readonly height: number
  /** The heights that the person accepts, in centimetres; 0 for no limit. */
  readonly minHeight: number
  readonly maxHeight: number
  readonly interests: Words
  readonly languages: Words
  /** Interests of which the person wants at least one in common; undefined for no such wish. */
  readonly wantedInterests: Words | undefined
  readonly wantedLanguages: Words | undefined
}

/** One question to the pool: the viewer, the viewer's wishes and the moment. Memory and SQL answer it alike. */
export interface Search {
  readonly viewer: Person
  /** The viewer's age in years today. */
  readonly age: number
  /** Hours since 1970, now. */
  readonly nowHour: number
  /** Candidates are born on these days or between, as days since 1970. */
  readonly bornFrom: number
  readonly bornUntil: number
  /** How far the search goes, in kilometres. */
  readonly maxKm: number
  /** Where the distance term becomes nothing: the viewer's own limit, also when the search goes farther. */
  readonly scaleKm: number
  readonly accepted: Words
  /** 0 for no limit. */
  readonly minHeight: number
  readonly maxHeight: number
  readonly wantedInterests: Words | undefined
  readonly wantedLanguages: Words | undefined
  /** What the terms weigh for this viewer, in units; interests for each one that is shared. */
  readonly distanceUnits: number
  readonly interestUnits: number
  /** How many per cent more than in the rank recency counts; negative for less. */
  readonly extraActivityPercent: number
}

/** A candidate that a search found. */
export interface Found {
  readonly slot: number
  /** In units. */
  readonly score: number
  /** Whole kilometres, rounded down. */
  readonly km: number
}
