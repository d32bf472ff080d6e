import { sql } from '@kindred/db'

import type { Changeable, Details } from '../domain/details.js'
import { profileNotFound } from '../domain/errors.js'
import type { Place } from '../domain/location.js'
import type { Preferences } from '../domain/preferences.js'
import type { Db, PhotoSnapshot, ProfileRow, Trx } from './schema.js'

/** Columns that a change may set. */
export type ProfileChanges = Partial<
  Changeable & Place & Preferences & { photos: readonly PhotoSnapshot[]; verified: boolean }
>

export const findProfile = (db: Db, userId: string): Promise<ProfileRow | undefined> =>
  db.selectFrom('profile').selectAll().where('user_id', '=', userId).executeTakeFirst()

export async function getProfile(db: Db, userId: string): Promise<ProfileRow> {
  const row = await findProfile(db, userId)
  if (row === undefined) throw profileNotFound()
  return row
}

/** The row, locked until the transaction ends; undefined for a person without a profile. */
export const findProfileForChange = (trx: Trx, userId: string): Promise<ProfileRow | undefined> =>
  trx.selectFrom('profile').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirst()

export async function getProfileForChange(trx: Trx, userId: string): Promise<ProfileRow> {
  const row = await findProfileForChange(trx, userId)
  if (row === undefined) throw profileNotFound()
  return row
}

/** The new row; undefined when the person has one already. */
export const saveNewProfile = (
  trx: Trx,
  userId: string,
  details: Details,
  now: Date,
): Promise<ProfileRow | undefined> =>
  trx
    .insertInto('profile')
    .values({ ...details, user_id: userId, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .returningAll()
    .executeTakeFirst()

/** Writes the columns and raises the version by one. */
export function saveChanges(
  trx: Trx,
  userId: string,
  changes: ProfileChanges,
  now: Date,
): Promise<ProfileRow> {
  const { photos, ...columns } = changes
  return trx
    .updateTable('profile')
    .set({ ...columns, ...(photos && { photos: JSON.stringify(photos) }) })
    .set({ version: sql`version + 1`, updated_at: now })
    .where('user_id', '=', userId)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export const countPhotoRemoval = (trx: Trx, userId: string) =>
  trx
    .updateTable('profile')
    .set({ photo_removals: sql`photo_removals + 1` })
    .where('user_id', '=', userId)
    .execute()

export const removeProfile = (trx: Trx, userId: string) =>
  trx.deleteFrom('profile').where('user_id', '=', userId).execute()

/** Profiles in the order of their ids, after the given one. */
export const listProfilesAfter = (db: Db, userId: string | undefined, limit: number): Promise<ProfileRow[]> =>
  db
    .selectFrom('profile')
    .selectAll()
    .$if(userId !== undefined, (query) => query.where('user_id', '>', userId!))
    .orderBy('user_id')
    .limit(limit)
    .execute()
