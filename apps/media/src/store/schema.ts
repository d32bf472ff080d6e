import type { Generated, GeneratedAlways, Insertable, Kysely, Selectable, Transaction } from '@kindred/db'
import type { EventTables } from '@kindred/events'
import type { IdempotencyTables } from '@kindred/service'

import type { PhotoStatus } from '../domain/approval.js'

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
}
export type NewPhotoRow = Insertable<PhotoTable>
export type PhotoRow = Selectable<PhotoTable>

/** Files whose row is gone. */
interface PendingRemovalTable {
  storage_key: string
  requested_at: Generated<Date>
}

interface MediaTables {
  photo: PhotoTable
  pending_removal: PendingRemovalTable
}

export type Tables = MediaTables & EventTables & IdempotencyTables
export type Db = Kysely<Tables>
export type Trx = Transaction<Tables>
