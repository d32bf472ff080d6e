import { sql } from '@kindred/db'

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

/** Those among decisions that answer an owner's wish for another look at a rejected photo: that was the appeal. */
export async function listLastWords(db: Db, decisionIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select decision.id from decision join photo_finding on photo_finding.media_id = any(decision.photo_ids)
    where decision.id = any(${[...decisionIds]}::uuid[])
      and decision.measure = 'REJECT_PHOTO' and photo_finding.reason = 'APPEALED'`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

export const removePhotoFinding = (trx: Trx, mediaId: string) =>
  trx.deleteFrom('photo_finding').where('media_id', '=', mediaId).execute()

export const removeFindingsOf = (trx: Trx, ownerId: string) =>
  trx.deleteFrom('photo_finding').where('owner_id', '=', ownerId).execute()
