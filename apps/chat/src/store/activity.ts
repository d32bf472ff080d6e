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

/** How many conversations there are in which nobody, one person or both have written. */
export async function countConversations(db: Db): Promise<Record<'silent' | 'begun' | 'answered', number>> {
  const { rows } = await sql<Record<'silent' | 'begun' | 'answered', number>>`
    select count(*) filter (where least(first_user_wrote, second_user_wrote) > 0)::int as answered,
      count(*) filter (where greatest(first_user_wrote, second_user_wrote) = 0)::int as silent,
      count(*) filter (where (first_user_wrote > 0) <> (second_user_wrote > 0))::int as begun
    from conversation`.execute(db)
  return rows[0]!
}
