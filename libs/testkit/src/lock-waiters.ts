import { type Kysely, sql } from '@kindred/db'

/** How many statements on the database wait for a lock. */
export async function countLockWaiters<Tables>(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]!.count
}
