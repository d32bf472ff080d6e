import { sql } from '@kindred/db'

import { maxHashDistance, type PictureMark } from '../domain/picture-mark.js'
import type { Db } from './schema.js'

export async function saveRemovedPhoto(db: Db, mediaId: string, { hash, detail }: PictureMark, now: Date) {
  await db
    .insertInto('removed_photo')
    .values({ media_id: mediaId, hash, detail, listed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function forgetRemovedPhoto(db: Db, mediaId: string): Promise<void> {
  await db.deleteFrom('removed_photo').where('media_id', '=', mediaId).execute()
}

/** Removed photos whose hash is near; their details say more. */
export async function listRemovedNear(db: Db, hash: string): Promise<PictureMark[]> {
  const { rows } = await sql<PictureMark>`
    select hash::text as hash, detail from removed_photo
    where bit_count(hash # ${hash}::bit(64)) <= ${maxHashDistance}`.execute(db)
  return rows
}
