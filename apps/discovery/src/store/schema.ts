import { type ColumnType, type JSONColumnType, type Selectable } from 'kysely'

import { type EventTables } from '@kindred/events'
import { type IdempotencyTables } from '@kindred/service'

import { type Swipe } from '../domain/pair.js'

/** A photo as an event brought it. */
export interface PhotoRef {
  readonly mediaId: string
  readonly thumbhash: string
  readonly width: number
  readonly height: number
}

/** Discovery's own copy of what matching needs to know of a person. */
export interface PersonTable {
  user_id: string
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
  completeness: number
  /** H3 cell at resolution 6; null before the first position. */
  cell: string | null
  /** Centre of the cell, degrees; never a position. */
  latitude: number | null
  longitude: number | null
  wanted_genders: string[] | null
  min_age: number | null
  max_age: number | null
  max_distance_km: number | null
  last_active_at: Date
  likes_received: ColumnType<number, number | undefined, number>
  swipes_received: ColumnType<number, number | undefined, number>
}

/** Null in a new row. */
type Later<T> = ColumnType<T | null, never, T | null>

/** One row for each two people of whom at least one swiped on the other; `lower_id < upper_id`. */
export interface PairTable {
  lower_id: string
  upper_id: string
  lower_swipe: Later<Swipe>
  lower_swiped_at: Later<Date>
  lower_message: Later<string>
  upper_swipe: Later<Swipe>
  upper_swiped_at: Later<Date>
  upper_message: Later<string>
  match_id: Later<string>
  matched_at: Later<Date>
  ended_at: Later<Date>
}

/** Who left a short while ago, as a hash that says nothing of the person. */
export interface DepartureTable {
  /** SHA-256 of the user id. */
  person: Buffer
  left_at: Date
}

export interface Tables extends EventTables, IdempotencyTables {
  person: PersonTable
  pair: PairTable
  departure: DepartureTable
}

export type PersonRow = Selectable<PersonTable>
export type PairRow = Selectable<PairTable>

/** The last row of a page of a list by time. */
export interface PlaceInList {
  readonly at: Date
  readonly id: string
}
