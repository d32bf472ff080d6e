import { type Kysely, removeOld } from '@kindred/db'

import { keyOfSlot } from './account.js'
import type { Tables } from './schema.js'

/** Notes a superlike of the person with a slot, for good: an undo, or a deletion of either, gives none back. */
export async function saveSuperlike(db: Kysely<Tables>, slot: number, at: Date): Promise<void> {
  await db
    .insertInto('superlike')
    .values({ key: keyOfSlot(slot), at })
    .execute()
}

/** When the person's superlikes since a moment were given, oldest first. */
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

/** Forgets what counts for no limit any more. */
export const removeSuperlikesBefore = (db: Kysely<Tables>, before: Date): Promise<number> =>
  removeOld(db, { table: 'superlike', column: 'at', before })
