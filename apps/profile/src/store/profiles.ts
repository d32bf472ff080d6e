import { createLoader, createStatement, sql } from '@kindred/db'

import type { Changeable, Details } from '../domain/details.js'
import { profileNotFound } from '../domain/errors.js'
import type { Place } from '../domain/location.js'
import type { Preferences } from '../domain/preferences.js'
import type { Privacy } from '../domain/privacy.js'
import { mergedFacts, newFacts, splitFacts, toProfileRow } from './facts-column.js'
import type { Db, PhotoSnapshot, ProfileRow, StoredProfile, Trx } from './schema.js'

/** Columns that a change may set. */
export type ProfileChanges = Partial<
  Changeable &
    Place &
    Preferences &
    Privacy &
    Pick<ProfileRow, 'verified' | 'shown_since' | 'compared_photos' | 'photo_order'> & {
      photos: readonly PhotoSnapshot[]
    }
>

/** Reads of profiles by id that share statements. */
export interface ProfileReader {
  find(userId: string): Promise<ProfileRow | undefined>
  /** Throws PROFILE_NOT_FOUND. */
  get(userId: string): Promise<ProfileRow>
}

const storedProfiles = createStatement<{ readonly userIds: readonly string[] }, StoredProfile>(
  (param) => sql`select * from profile where user_id = any(${param(({ userIds }) => userIds)}::uuid[])`,
)

export function openProfileReader(db: Db): ProfileReader {
  const load = createLoader<StoredProfile>({
    load: (userIds) => storedProfiles(db, { userIds }),
    keyOf: (row) => row.user_id,
  })
  const find = async (userId: string): Promise<ProfileRow | undefined> => {
    const row = await load(userId)
    return row && toProfileRow(row)
  }
  return { find, get: async (userId) => orNotFound(await find(userId)) }
}

export async function findProfile(db: Db, userId: string): Promise<ProfileRow | undefined> {
  const row = await db.selectFrom('profile').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return row && toProfileRow(row)
}

export async function getProfile(db: Db, userId: string): Promise<ProfileRow> {
  return orNotFound(await findProfile(db, userId))
}

function orNotFound(row: ProfileRow | undefined): ProfileRow {
  if (row === undefined) throw profileNotFound()
  return row
}

/** The row, locked until the transaction ends; undefined for a person without a profile. */
export async function findProfileForChange(trx: Trx, userId: string): Promise<ProfileRow | undefined> {
  const query = trx.selectFrom('profile').selectAll().where('user_id', '=', userId).forUpdate()
  const row = await query.executeTakeFirst()
  return row && toProfileRow(row)
}

export async function getProfileForChange(trx: Trx, userId: string): Promise<ProfileRow> {
  return orNotFound(await findProfileForChange(trx, userId))
}

/** The new row; undefined when the person has one already. */
export async function saveNewProfile(
  trx: Trx,
  userId: string,
  details: Details,
  now: Date,
): Promise<ProfileRow | undefined> {
  const { columns, stated } = splitFacts(details)
  const row = await trx
    .insertInto('profile')
    .values({
      ...columns,
      facts: newFacts(stated),
      user_id: userId,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('user_id').doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && toProfileRow(row)
}

/** Writes the columns and raises the version by one. */
export async function saveChanges(
  trx: Trx,
  userId: string,
  changes: ProfileChanges,
  now: Date,
): Promise<ProfileRow> {
  const { columns, stated } = splitFacts(changes)
  const { photos, ...others } = columns
  const row = await trx
    .updateTable('profile')
    .set({ ...others, ...(photos && { photos: JSON.stringify(photos) }), ...mergedFacts(stated) })
    .set({ version: sql`version + 1`, updated_at: now })
    .where('user_id', '=', userId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toProfileRow(row)
}

export const countPhotoRemoval = (trx: Trx, userId: string) =>
  trx
    .updateTable('profile')
    .set({ photo_removals: sql`photo_removals + 1` })
    .where('user_id', '=', userId)
    .execute()

/** Notes that a hidden photo was not on the profile. */
export const saveUnchosen = (trx: Trx, userId: string, mediaId: string) =>
  trx
    .updateTable('profile')
    .set({ unchosen_photos: sql`array_append(array_remove(unchosen_photos, ${mediaId}), ${mediaId})` })
    .where('user_id', '=', userId)
    .execute()

/** False when the photo was no such one. */
export async function forgetUnchosen(trx: Trx, userId: string, mediaId: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('profile')
    .set({ unchosen_photos: sql`array_remove(unchosen_photos, ${mediaId})` })
    .where('user_id', '=', userId)
    .where(sql<boolean>`${mediaId} = any(unchosen_photos)`)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const removeProfile = (trx: Trx, userId: string) =>
  trx.deleteFrom('profile').where('user_id', '=', userId).execute()

/** Profiles in the order of their ids, after the given one. */
export async function listProfilesAfter(
  db: Db,
  userId: string | undefined,
  limit: number,
): Promise<ProfileRow[]> {
  const rows = await db
    .selectFrom('profile')
    .selectAll()
    .$if(userId !== undefined, (query) => query.where('user_id', '>', userId!))
    .orderBy('user_id')
    .limit(limit)
    .execute()
  return rows.map(toProfileRow)
}
