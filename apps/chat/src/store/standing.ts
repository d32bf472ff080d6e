import { sql } from '@kindred/db'

import type { Db, StandingTable } from './schema.js'

/** Keeps how a person is sanctioned; false when a later standing is known already. */
export async function saveStanding(db: Db, row: StandingTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('standing')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet(row).where('standing.version', '<', row.version),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

export async function removeStanding(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('standing').where('user_id', '=', userId).execute()
}

/** Which of these people are hidden from others without noticing. */
export async function findHidden(db: Db, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('standing')
    .select('user_id')
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .where('standing', '=', 'HIDDEN')
    .execute()
  return new Set(rows.map((row) => row.user_id))
}
