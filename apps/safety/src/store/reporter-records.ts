import type { Db, ReporterRecord } from './schema.js'

/** What became of a person's reports so far. */
export async function findReporterRecord(db: Db, userId: string): Promise<ReporterRecord> {
  const row = await db
    .selectFrom('reporter_record')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row ?? { user_id: userId, upheld: 0, dismissed: 0 }
}

export async function removeReporterRecord(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('reporter_record').where('user_id', '=', userId).execute()
}
