import { type Kysely, removeOld } from '@kindred/db'

import { keyOfSlot } from './account.js'
import type { Tables } from './schema.js'

/** Counts a superlike for good: neither an undo nor a deletion of one of the two gives it back. */
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

/** Forgets superlikes that no longer count. */
export const removeSuperlikesBefore = (db: Kysely<Tables>, before: Date): Promise<number> =>
  removeOld(db, { table: 'superlike', column: 'at', before })
