import { sql } from '@kindred/db'

import type { Db } from './schema.js'

/** Messages of the last day and the last 30 days, in one pass; asked rarely. */
export async function countMessages(
  db: Db,
  now: Date,
): Promise<{ messagesLastDay: number; messagesLastMonth: number }> {
  const { rows } = await sql<{ messagesLastDay: number; messagesLastMonth: number }>`
    select
      count(*) filter (where created_at > ${now}::timestamptz - interval '1 day')::int as "messagesLastDay",
      count(*)::int as "messagesLastMonth"
    from message where created_at > ${now}::timestamptz - interval '30 days'`.execute(db)
  return rows[0]!
}
