import { removeOld } from '@kindred/db'

import type { Place } from '../domain/location.js'
import type { Db, ProfileRow, Trx } from './schema.js'

/** Keeps a place that others do not see yet: no new version, no event. */
export const savePlace = (trx: Trx, userId: string, place: Place) =>
  trx.updateTable('profile').set(place).where('user_id', '=', userId).execute()

/** Profiles whose pending cell is due, locked; those that another instance holds are left to it. */
export const listDueMoves = (trx: Trx, now: Date, limit: number): Promise<ProfileRow[]> =>
  trx
    .selectFrom('profile')
    .selectAll()
    .where('pending_due_at', '<=', now)
    .orderBy('pending_due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

export async function listLocationChanges(trx: Trx, userId: string): Promise<Date[]> {
  const rows = await trx.selectFrom('location_change').select('changed_at').where('user_id', '=', userId).execute()
  return rows.map((row) => row.changed_at)
}

export const saveLocationChange = (trx: Trx, userId: string, changedAt: Date) =>
  trx.insertInto('location_change').values({ user_id: userId, changed_at: changedAt }).execute()

/** Forgets changes of all people that are older than the moment. */
export const removeLocationChangesBefore = (db: Db, before: Date) =>
  removeOld(db, { table: 'location_change', column: 'changed_at', before })
