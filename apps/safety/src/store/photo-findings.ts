import type { Db, Trx } from './schema.js'
import type { PhotoFindingRow } from './staff-tables.js'

/** Keeps why a photo waits, in place of what was known before. */
export const savePhotoFinding = (trx: Trx, finding: PhotoFindingRow) =>
  trx
    .insertInto('photo_finding')
    .values(finding)
    .onConflict((conflict) => conflict.column('media_id').doUpdateSet(finding))
    .execute()

export const findPhotoFinding = (db: Db, mediaId: string): Promise<PhotoFindingRow | undefined> =>
  db.selectFrom('photo_finding').selectAll().where('media_id', '=', mediaId).executeTakeFirst()

export const removePhotoFinding = (trx: Trx, mediaId: string) =>
  trx.deleteFrom('photo_finding').where('media_id', '=', mediaId).execute()

export const removeFindingsOf = (trx: Trx, ownerId: string) =>
  trx.deleteFrom('photo_finding').where('owner_id', '=', ownerId).execute()
