import { sql } from '@kindred/db'

import type { Db, HeldPhotoRow } from './schema.js'

/** Which photos to hold: those, or all of the person's when none is named. */
interface Hold {
  readonly holdId: string
  readonly ownerId: string
  readonly mediaIds: readonly string[]
}

/** Keeps photos as they are now; one that the hold has already keeps the form in which it came. */
export async function holdPhotos(db: Db, { holdId, ownerId, mediaIds }: Hold): Promise<void> {
  // The row locks make a deletion wait: it then finds the hold.
  await sql`
    insert into held_photo
    select ${holdId}::uuid, id, owner_id, storage_key, status, width, height, thumbhash, created_at, score, model, hash, detail
    from (
      select * from photo
      where owner_id = ${ownerId} and (${mediaIds.length === 0} or id = any(${[...mediaIds]}::uuid[]))
      for update
    ) photo
    on conflict do nothing`.execute(db)
}

export function listHeld(
  db: Db,
  { holdId, ownerId }: Pick<Hold, 'holdId' | 'ownerId'>,
): Promise<HeldPhotoRow[]> {
  return db
    .selectFrom('held_photo')
    .selectAll()
    .where('hold_id', '=', holdId)
    .where('owner_id', '=', ownerId)
    .orderBy('created_at', 'desc')
    .execute()
}

export function findHeld(db: Db, mediaId: string): Promise<HeldPhotoRow | undefined> {
  return db.selectFrom('held_photo').selectAll().where('media_id', '=', mediaId).limit(1).executeTakeFirst()
}

/** Ends a hold; answers the keys of files that nothing needs any more. */
export async function releaseHeld(db: Db, holdId: string): Promise<string[]> {
  const { rows } = await sql<{ storage_key: string }>`
    with released as (delete from held_photo where hold_id = ${holdId} returning storage_key)
    select distinct storage_key from released
    where not exists (select from photo where photo.storage_key = released.storage_key)
      and not exists (
        select from held_photo other where other.storage_key = released.storage_key and other.hold_id <> ${holdId})`.execute(
    db,
  )
  return rows.map((row) => row.storage_key)
}

export async function isHeld(db: Db, storageKey: string): Promise<boolean> {
  const row = await db
    .selectFrom('held_photo')
    .select('media_id')
    .where('storage_key', '=', storageKey)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
