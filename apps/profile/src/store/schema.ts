import type {
  ColumnType,
  Generated,
  GeneratedAlways,
  Insertable,
  Kysely,
  RawBuilder,
  Selectable,
  Transaction,
} from '@kindred/db'
import type { Choices, OwnTextName, OwnTexts, StatedChoices } from '@kindred/facts'

import type { Details } from '../domain/details.js'
import type { Place } from '../domain/location.js'
import type { Preferences } from '../domain/preferences.js'
import type { Privacy } from '../domain/privacy.js'

/** What media said of a photo when it was chosen. */
export interface PhotoSnapshot {
  readonly media_id: string
  readonly thumbhash: string
  readonly width: number
  readonly height: number
}

/** The texts that have columns of their own. */
export const textColumns = ['bio', 'city'] as const satisfies readonly OwnTextName[]

/** What of a person's details stands in the column facts: the choices, and the texts that have no column of their own. */
export type Facts = StatedChoices & Omit<OwnTexts, (typeof textColumns)[number]>

type StoredFacts = Partial<Choices> & { [Name in Exclude<keyof Facts, keyof Choices>]?: string }

type Defaulted<Columns> = { [Name in keyof Columns]: Generated<Columns[Name]> }

type Unset<Columns> = { [Name in keyof Columns]: Columns[Name] | null }

interface ProfileTable extends Omit<Details, keyof Facts>, Place, Unset<Preferences>, Defaulted<Privacy> {
  user_id: string
  /** What the person stated of each fact; nothing of those that are not stated. In one column, so that a new fact needs none. */
  facts: ColumnType<StoredFacts, string, RawBuilder<unknown>>
  version: Generated<number>
  paused: Generated<boolean>
  /** A moderator found that the photos show the person. */
  verified: Generated<boolean>
  /** When last changed what a moderator compares; null while nothing did. */
  shown_since: Generated<Date | null>
  /** The photos that the badge is about, as a moderator compared them; kept when it falls because some of them are hidden. */
  compared_photos: Generated<string[] | null>
  /** The owner's order with the photos that are hidden now; null while none was since the owner chose it. */
  photo_order: Generated<string[] | null>
  /** Photos that were hidden while their owner did not show them: they come back as unchosen as they went. */
  unchosen_photos: Generated<string[]>
  photos: ColumnType<PhotoSnapshot[], string | undefined, string>
  /** Counts the photos of the person that media took away: shows a change of photos that one went while it was being checked. */
  photo_removals: Generated<number>
  created_at: Date
  updated_at: Date
}

/** Who stands behind an account. */
interface AccountTable {
  user_id: string
  /** The person's key; until auth told it a stand-in, the SHA-256 of the id. */
  key: Buffer
}

/** When a person changed place, never where to. Outlives the profile. */
interface LocationChangeTable {
  key: Buffer
  changed_at: Date
}

/** A moderator's decision about a person's verification, or its fall by a change of the profile. */
interface VerificationTable {
  id: GeneratedAlways<number>
  user_id: string
  verified: boolean
  decided_at: Date
  /** Null when it fell, and when a case tells who it was. */
  moderator_id: string | null
  /** The case about a video note, kept by safety. */
  case_id: string | null
  reason: string | null
  /** What changed when it fell; empty for a decision. */
  changed: string[]
}

export interface ProfileTables {
  profile: ProfileTable
  account: AccountTable
  verification: VerificationTable
  location_change: LocationChangeTable
}

export type NewVerification = Insertable<VerificationTable>
export type VerificationRow = Selectable<VerificationTable>
/** A profile as it lies in the table. */
export type StoredProfile = Selectable<ProfileTable>
/** A profile with its facts beside the other details. */
export type ProfileRow = Omit<StoredProfile, 'facts'> & Facts
export type Db = Kysely<ProfileTables>
export type Trx = Transaction<ProfileTables>
