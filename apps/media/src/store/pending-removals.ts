import type { Db } from './schema.js'

/** Asks for the removal of files, in the transaction that removes their rows. */
export async function savePendingRemovals(db: Db, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  const values = keys.map((storage_key) => ({ storage_key }))
  await db
    .insertInto('pending_removal')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Removals that were asked for and may be done now: files under hold wait. */
const selectRemovable = (db: Db) =>
  db
    .selectFrom('pending_removal')
    .select('storage_key')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('held_photo')
            .select('media_id')
            .whereRef('held_photo.storage_key', '=', 'pending_removal.storage_key'),
        ),
      ),
    )

export async function listPendingRemovals(db: Db, limit: number): Promise<string[]> {
  const rows = await selectRemovable(db).orderBy('requested_at').limit(limit).execute()
  return rows.map((row) => row.storage_key)
}

/** Whether files are still there whose removal was asked for until then, and that nothing holds. */
export async function hasPendingRemovals(db: Db, until: Date): Promise<boolean> {
  const row = await selectRemovable(db).where('requested_at', '<=', until).limit(1).executeTakeFirst()
  return row !== undefined
}

export async function removePendingRemoval(db: Db, key: string): Promise<void> {
  await db.deleteFrom('pending_removal').where('storage_key', '=', key).execute()
}
