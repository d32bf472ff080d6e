import { type Kysely, removeOld } from '@kindred/db'

import { keyOfSlot } from './account.js'
import type { Tables } from './schema.js'

/** Counts a superlike for good: it stays counted after an undo and after a deletion of either person. */
export async function saveSuperlike(db: Kysely<Tables>, slot: number, at: Date): Promise<void> {
  await db
    .insertInto('superlike')
    .values({ key: keyOfSlot(slot), at })
    .execute()
}

/** The times of the person's superlikes since a moment, oldest first. */
export async function listSuperlikes(db: Kysely<Tables>, slot: number, since: Date): Promise<Date[]> {
  const rows = await db
    .selectFrom('superlike')
    .select('at')
    .where('key', '=', keyOfSlot(slot))
    .where('at', '>', since)
    .orderBy('at')
    .execute()
  return rows.map((row) => row.at)
}

/** Removes superlikes that no longer count. */
export const removeSuperlikesBefore = (db: Kysely<Tables>, before: Date): Promise<number> =>
  removeOld(db, { table: 'superlike', column: 'at', before })
