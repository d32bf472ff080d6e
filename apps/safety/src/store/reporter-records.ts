import { sql } from '@kindred/db'

import type { ReporterHistory } from '../domain/weight.js'
import type { Db } from './schema.js'

/** What became of a person's reports so far. */
export async function findReporterHistory(db: Db, userId: string): Promise<ReporterHistory> {
  const row = await db
    .selectFrom('reporter_record')
    .select(['upheld', 'dismissed'])
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row ?? { upheld: 0, dismissed: 0 }
}

/** Adds to what became of people's reports, or takes away. */
export async function addToHistory(
  db: Db,
  userIds: readonly string[],
  { upheld, dismissed }: ReporterHistory,
): Promise<void> {
  await sql`
    insert into reporter_record (user_id, upheld, dismissed)
    select unnest(${[...userIds].sort()}::uuid[]), ${upheld}::int, ${dismissed}::int
    on conflict (user_id) do update set
      upheld = reporter_record.upheld + excluded.upheld, dismissed = reporter_record.dismissed + excluded.dismissed`.execute(
    db,
  )
}

export async function removeReporterHistory(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('reporter_record').where('user_id', '=', userId).execute()
}
