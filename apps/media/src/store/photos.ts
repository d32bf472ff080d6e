import type { Db, NewPhotoRow, PhotoChange, PhotoRow } from './schema.js'

export async function countPhotos(db: Db, ownerId: string): Promise<number> {
  const row = await db
    .selectFrom('photo')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export function savePhoto(db: Db, row: NewPhotoRow): Promise<PhotoRow> {
  return db.insertInto('photo').values(row).returningAll().executeTakeFirstOrThrow()
}

export function findPhoto(db: Db, id: string): Promise<PhotoRow | undefined> {
  return db.selectFrom('photo').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Keeps other changes of a photo away until the transaction ends. */
export function lockPhoto(db: Db, id: string): Promise<PhotoRow | undefined> {
  return db.selectFrom('photo').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The photo as it is then; it must be there. */
export function changePhoto(db: Db, id: string, change: PhotoChange): Promise<PhotoRow> {
  return db.updateTable('photo').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}

/** A person's photos, the newest first. */
export function listPhotos(
  db: Db,
  ownerId: string,
  page: { before: number | undefined; limit: number },
): Promise<PhotoRow[]> {
  return db
    .selectFrom('photo')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .$if(page.before !== undefined, (query) => query.where('place', '<', page.before!))
    .orderBy('place', 'desc')
    .limit(page.limit)
    .execute()
}

export async function findOwnPhotos(db: Db, ownerId: string, ids: readonly string[]): Promise<PhotoRow[]> {
  if (ids.length === 0) return []
  return db.selectFrom('photo').selectAll().where('owner_id', '=', ownerId).where('id', 'in', ids).execute()
}

/** The removed row; undefined when the person has no such photo. */
export function removePhoto(db: Db, ownerId: string, id: string): Promise<PhotoRow | undefined> {
  return db
    .deleteFrom('photo')
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .returningAll()
    .executeTakeFirst()
}

export function removePhotosOf(db: Db, ownerId: string): Promise<PhotoRow[]> {
  return db.deleteFrom('photo').where('owner_id', '=', ownerId).returningAll().execute()
}

/** The approved photos of the next `limit` people after one, people in order. */
export function listApprovedByOwner(db: Db, after: string | undefined, limit: number): Promise<PhotoRow[]> {
  const owners = db
    .selectFrom('photo')
    .select('owner_id')
    .distinct()
    .where('status', '=', 'APPROVED')
    .$if(after !== undefined, (query) => query.where('owner_id', '>', after!))
    .orderBy('owner_id')
    .limit(limit)
  return db
    .selectFrom('photo')
    .selectAll()
    .where('status', '=', 'APPROVED')
    .where('owner_id', 'in', owners)
    .orderBy('owner_id')
    .orderBy('place')
    .execute()
}

/** Which of these keys belong to a photo, or to one that is held though it was deleted. */
export async function findUsedKeys(db: Db, keys: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('photo')
    .select('storage_key')
    .where('storage_key', 'in', keys)
    .union(db.selectFrom('held_photo').select('storage_key').where('storage_key', 'in', keys))
    .execute()
  return new Set(rows.map((row) => row.storage_key))
}
