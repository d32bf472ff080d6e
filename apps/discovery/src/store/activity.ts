import { type Kysely, sql } from '@kindred/db'

import type { Tables } from './schema.js'

/** Likes and matches of the last day and the last 30 days. */
interface Activity {
  readonly likesLastDay: number
  readonly likesLastMonth: number
  readonly matchesLastDay: number
  readonly matchesLastMonth: number
}

/** How much happened until now, in one pass over the pairs; asked rarely. */
export async function countActivity(db: Kysely<Tables>, now: Date): Promise<Activity> {
  const day = sql`${now}::timestamptz - interval '1 day'`
  const month = sql`${now}::timestamptz - interval '30 days'`
  const likes = (since: typeof day) => sql`
    count(*) filter (where lower_swipe in ('LIKE', 'SUPERLIKE') and lower_swiped_at > ${since})::int
    + count(*) filter (where upper_swipe in ('LIKE', 'SUPERLIKE') and upper_swiped_at > ${since})::int`
  const matches = (since: typeof day) => sql`count(*) filter (where matched_at > ${since})::int`
  const { rows } = await sql<Activity>`
    select ${likes(day)} as "likesLastDay", ${likes(month)} as "likesLastMonth",
      ${matches(day)} as "matchesLastDay", ${matches(month)} as "matchesLastMonth"
    from pair`.execute(db)
  return rows[0]!
}
