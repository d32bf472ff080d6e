import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'

import type { Filters, Importance } from '../domain/wishes.js'
import type { WordColumns } from './candidate-columns.js'

/** A photo as an event brought it. */
export interface PhotoRef {
  readonly mediaId: string
  readonly thumbhash: string
  readonly width: number
  readonly height: number
}

/** What a card shows of a person, and the wishes of the person as a viewer. */
export interface PersonTable {
  user_id: string
  /** Discovery's own number of the person. */
  slot: GeneratedAlways<number>
  /** The profile's version; an older one never overwrites a newer one. */
  version: number
  name: string
  /** YYYY-MM-DD. */
  birth_date: string
  gender: string
  bio: string
  city: string
  interests: string[]
  photos: JSONColumnType<PhotoRef[]>
  verified: boolean
  /** H3 cell at resolution 6; null before the first position. */
  cell: string | null
  wanted_genders: string[] | null
  min_age: number | null
  max_age: number | null
  max_distance_km: number | null
  filters: JSONColumnType<Filters | null>
  importance: JSONColumnType<Importance | null>
  widen_distance: boolean
  /** Nobody is to meet the person, as if they had left; see AbsenceTable. */
  absent: Generated<boolean>
  /** Nobody is to meet the person but those whom they like. */
  incognito: Generated<boolean>
  /** Nobody is told the age. */
  hide_age: Generated<boolean>
  /** Nobody is told how far away the person is. */
  hide_distance: Generated<boolean>
  /** Since when nobody else meets the person, who does not notice; null for everybody else. */
  hidden_since: Generated<Date | null>
}

/** What matching reads of a person who has a profile, preferences and a place; see Person in domain/search.ts. */
export interface CandidateTable extends WordColumns {
  slot: number
  /** Whether others see the person at all: not paused, and here in the past 30 days. */
  discoverable: boolean
  /** Whether those whom the person likes see the person, and nobody else: `discoverable` but for being incognito. */
  veiled: Generated<boolean>
  paused: boolean
  /** Absent or hidden. */
  absent: Generated<boolean>
  incognito: Generated<boolean>
  rank: GeneratedAlways<number>
  active_hour: number
  /** Thousandths. */
  completeness: number
  likes_received: number
  swipes_received: number
  birth_day: number
  gender: number
  min_age: number
  max_age: number
  max_km: number
  height: number
  min_height: number
  max_height: number
  cell: number
  cell5: GeneratedAlways<number>
  cell4: GeneratedAlways<number>
  x: number
  y: number
  z: number
  wanted_interests: number[] | null
  wanted_languages: number[] | null
}

/** Why nobody is to meet a person, who may have no profile here yet. */
export type AbsenceReason = 'leaving' | 'shut_out'

export interface AbsenceTable {
  user_id: string
  reason: AbsenceReason
}

/** The newest standing that safety told, also of somebody whose profile has not arrived. */
export interface StandingTable {
  user_id: string
  /** An older one never overwrites a newer one. */
  version: number
  standing: string
  since: Date
}
