import type { Kysely } from '@kindred/db'

import type { StandingTable, Tables } from './schema.js'

/** Keeps how a person is sanctioned; false when a later standing is known already. */
export async function saveStanding(db: Kysely<Tables>, row: StandingTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('standing')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet(row).where('standing.version', '<', row.version),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

export async function removeStanding(db: Kysely<Tables>, userId: string): Promise<void> {
  await db.deleteFrom('standing').where('user_id', '=', userId).execute()
}

/** Since when a person is hidden from others without noticing; null for everybody else. */
export async function findHiddenSince(db: Kysely<Tables>, userId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('standing')
    .select('since')
    .where('user_id', '=', userId)
    .where('standing', '=', 'HIDDEN')
    .executeTakeFirst()
  return row?.since ?? null
}
