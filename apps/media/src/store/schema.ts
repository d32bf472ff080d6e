import type { Generated, GeneratedAlways, Insertable, Kysely, Selectable, Transaction } from '@kindred/db'
import type { EventTables } from '@kindred/events'
import type { IdempotencyTables } from '@kindred/service'

import type { PhotoReason, PhotoStatus } from '../domain/photo-state.js'

interface PhotoTable {
  id: string
  owner_id: string
  /** The name of its files, 32 random hexadecimal digits. */
  storage_key: string
  status: PhotoStatus
  /** Of the full size, in pixels. */
  width: number
  height: number
  thumbhash: string
  created_at: Date
  /** Its place among its owner's photos; grows in the order in which they came, whatever a clock says. */
  place: GeneratedAlways<number>
  reason: PhotoReason | null
  /** Of the last look; null before any. */
  score: number | null
  model: string | null
  /** Looks in a row that failed at this picture. */
  failed_looks: Generated<number>
  /** When it may be looked at next; claims of a job push it ahead. */
  look_after: Generated<Date>
  /** Its PictureMark; null for a photo from before there were any, until the next look. */
  hash: string | null
  detail: Buffer | null
  /** When a moderator decided, which no later look changes, and by which rule. */
  decided_at: Date | null
  /** Whether it was shown before the first of the decisions that removed it. */
  shown_before: Generated<boolean>
  rule: string | null
  appealed_at: Date | null
}
export type NewPhotoRow = Insertable<PhotoTable>
export type PhotoRow = Selectable<PhotoTable>
export type PhotoChange = Partial<NewPhotoRow>

/** Files whose row is gone. */
interface PendingRemovalTable {
  storage_key: string
  requested_at: Generated<Date>
}

/** By which decisions a photo is removed now, and by which rules. */
interface PhotoRemovalTable {
  media_id: string
  decision_id: string
  rule: string
  /** Grows in the order in which the decisions came. */
  place: GeneratedAlways<number>
}
export type RemovalRow = Omit<Selectable<PhotoRemovalTable>, 'place'>

/** What removed photos looked like, once for each decision that listed them. */
interface RemovedPhotoTable {
  media_id: string
  decision_id: string
  hash: string
  detail: Buffer
  listed_at: Date
}

/** A photo as it was when safety took it as evidence: its files stay while there is such a row. */
interface HeldPhotoTable {
  hold_id: string
  media_id: string
  owner_id: string
  storage_key: string
  status: PhotoStatus
  width: number
  height: number
  thumbhash: string
  created_at: Date
  score: number | null
  model: string | null
  hash: string | null
  detail: Buffer | null
}
export type HeldPhotoRow = Selectable<HeldPhotoTable>

interface MediaTables {
  photo: PhotoTable
  photo_removal: PhotoRemovalTable
  removed_photo: RemovedPhotoTable
  held_photo: HeldPhotoTable
  pending_removal: PendingRemovalTable
}

export type Tables = MediaTables & EventTables & IdempotencyTables
export type Db = Kysely<Tables>
export type Trx = Transaction<Tables>
