import { createQuestion, removeOld, sql } from '@kindred/db'

import type { Place } from '../domain/location.js'
import { toProfileRow } from './facts-column.js'
import type { Db, ProfileRow, Trx } from './schema.js'

/** Keeps a place that others do not see yet: no new version, no event. */
export const savePlace = (trx: Trx, userId: string, place: Place) =>
  trx.updateTable('profile').set(place).where('user_id', '=', userId).execute()

/** Profiles whose pending cell is due, locked; those that another instance holds are left to it. */
export async function listDueMoves(trx: Trx, now: Date, limit: number): Promise<ProfileRow[]> {
  const rows = await trx
    .selectFrom('profile')
    .selectAll()
    .where('pending_due_at', '<=', now)
    .orderBy('pending_due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(toProfileRow)
}

/** Whether a move's time has come. */
export const isMoveDue = createQuestion<{ readonly now: Date }>(
  (param) => sql`select from profile where pending_due_at <= ${param(({ now }) => now)}`,
)

/** When a person changed place; one at a time sees them, until the transaction ends. */
export async function holdLocationChanges(trx: Trx, key: Buffer): Promise<Date[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`place:${key.toString('hex')}`}, 0))`.execute(trx)
  const rows = await trx.selectFrom('location_change').select('changed_at').where('key', '=', key).execute()
  return rows.map((row) => row.changed_at)
}

export const saveLocationChange = (trx: Trx, key: Buffer, changedAt: Date) =>
  trx.insertInto('location_change').values({ key, changed_at: changedAt }).execute()

/** Forgets changes of all people that are older than the moment. */
export const removeLocationChangesBefore = (db: Db, before: Date) =>
  removeOld(db, { table: 'location_change', column: 'changed_at', before })
