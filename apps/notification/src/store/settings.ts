import { sql } from '@kindred/db'

import type { Db, SettingsRow } from './schema.js'

/** The settings of those people who have said something. */
export async function listSettings(db: Db, userIds: readonly string[]): Promise<Map<string, SettingsRow>> {
  const rows = await db
    .selectFrom('settings')
    .selectAll()
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.user_id, row]))
}

export const findSettings = (db: Db, userId: string): Promise<SettingsRow | undefined> =>
  db.selectFrom('settings').selectAll().where('user_id', '=', userId).executeTakeFirst()

export async function saveSettings(db: Db, row: SettingsRow): Promise<void> {
  await db
    .insertInto('settings')
    .values(row)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
}
