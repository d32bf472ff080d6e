import { sql } from '@kindred/db'

import type { Beginner } from '../domain/beginnings.js'
import type { Db, FirstMessageRow } from './schema.js'

/** So many of a person's are compared with a new one. */
const maxCompared = 100

/** What lets these people begin conversations, or holds them back. Whose profile has not come yet is new. */
export async function listBeginners(
  db: Db,
  userIds: readonly string[],
  since: Date,
  now: Date,
): Promise<Beginner[]> {
  const { rows } = await sql<{
    user_id: string
    is_known: boolean
    created_at: Date | null
    valid_reports: number
    begun: Date[]
  }>`
    select asked.user_id, participant.user_id is not null as is_known, participant.created_at,
      coalesce(trust.valid_reports, 0) as valid_reports,
      array(
        select at from first_message
        where first_message.user_id = asked.user_id and begins and at > ${since.toISOString()}::timestamptz order by at
      ) as begun
    from unnest(${[...new Set(userIds)]}::uuid[]) as asked (user_id)
    left join participant using (user_id)
    left join trust using (user_id)`.execute(db)
  return rows.map((row) => ({
    userId: row.user_id,
    since: row.is_known ? (row.created_at ?? undefined) : now,
    validReports: row.valid_reports,
    begun: row.begun,
  }))
}

/** The latest first messages of these people that can be compared. */
export async function listSketches(
  db: Db,
  userIds: readonly string[],
  since: Date,
): Promise<{ user_id: string; sketch: Buffer }[]> {
  const { rows } = await sql<{ user_id: string; sketch: Buffer }>`
    select asked.user_id, recent.sketch
    from unnest(${[...new Set(userIds)]}::uuid[]) as asked (user_id)
    cross join lateral (
      select sketch from first_message
      where first_message.user_id = asked.user_id and sketch is not null and at > ${since.toISOString()}::timestamptz
      order by at desc limit ${maxCompared}
    ) as recent`.execute(db)
  return rows
}

export async function saveFirstMessages(db: Db, rows: readonly FirstMessageRow[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('first_message')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['user_id', 'conversation_id']).doNothing())
    .execute()
}

/** Removes up to `limit` that are older than a moment; returns how many there were. */
export async function pruneFirstMessages(db: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from first_message where ctid = any(array(
      select ctid from first_message where at < ${before.toISOString()}::timestamptz limit ${limit}
    )) returning 1`.execute(db)
  return rows.length
}

export async function removeFirstMessages(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('first_message').where('user_id', '=', userId).execute()
}
