import { sql } from '@kindred/db'

import { maxHashDistance, type PictureMark } from '../domain/picture-mark.js'
import { namesOf, type RemovalKey } from './removals.js'
import type { Db } from './schema.js'

/** Lists a photo for a decision; it stays listed while one of its decisions holds. */
export async function saveRemovedPhoto(
  db: Db,
  { mediaId, decisionId }: RemovalKey,
  { hash, detail }: PictureMark,
  now: Date,
): Promise<void> {
  await db
    .insertInto('removed_photo')
    .values({ media_id: mediaId, decision_id: decisionId, hash, detail, listed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes a photo off the list for a decision; answers what stood there. */
export const forgetRemovedPhoto = (db: Db, removal: RemovalKey): Promise<PictureMark[]> =>
  db
    .deleteFrom('removed_photo')
    .where('media_id', '=', removal.mediaId)
    .where('decision_id', 'in', namesOf(removal))
    .returning(['hash', 'detail'])
    .execute()

/** Removed photos whose hash is near; their details say more. */
export async function listRemovedNear(db: Db, hash: string): Promise<PictureMark[]> {
  const { rows } = await sql<PictureMark>`
    select hash::text as hash, detail from removed_photo
    where bit_count(hash # ${hash}::bit(64)) <= ${maxHashDistance}`.execute(db)
  return rows
}
