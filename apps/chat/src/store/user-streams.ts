import { createStatement, sql } from '@kindred/db'

import type { Db, UserStreamRow } from './schema.js'

const take = createStatement<ReadonlyMap<string, number>, Pick<UserStreamRow, 'user_id' | 'position'>>(
  (param) => sql`
    insert into user_stream (user_id, position)
    select user_id, count from unnest(
      ${param((counts) => [...counts.keys()])}::uuid[], ${param((counts) => [...counts.values()])}::bigint[]
    ) as taken (user_id, count)
    order by user_id
    on conflict (user_id) do update set position = user_stream.position + excluded.position
    returning user_id, position`,
)

/**
 * Takes `counts` positions of each person's log and returns the newest of each. The rows stay locked until the
 * transaction ends, so the order of positions is the order of commits; they are locked in the order of the ids.
 */
export async function takePositions(
  db: Db,
  counts: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const rows = await take(db, counts)
  return new Map(rows.map((row) => [row.user_id, row.position]))
}

/** The newest position in the log of each of some people. */
export type Positions = ReadonlyMap<string, number>

/**
 * Locks the people's logs until the transaction ends, in the order of the ids, waits for those that others hold, and makes those that are
 * missing.
 */
export async function lockLogs(db: Db, userIds: readonly string[]): Promise<Positions> {
  const found = await lockKnownLogs(db, userIds)
  if (found.size === userIds.length) return found
  await sql`
    insert into user_stream (user_id, position) select id, 0 from unnest(${[...userIds]}::uuid[]) as id order by id
    on conflict do nothing`.execute(db)
  return lockKnownLogs(db, userIds)
}

async function lockKnownLogs(db: Db, userIds: readonly string[]): Promise<Positions> {
  const { rows } = await sql<Pick<UserStreamRow, 'user_id' | 'position'>>`
    select user_id, position from user_stream
    where user_id = any(${[...userIds]}::uuid[]) order by user_id for update`.execute(db)
  return new Map(rows.map((row) => [row.user_id, row.position]))
}

/** The people whose logs have grown beyond the given positions. */
export async function listGrown(db: Db, positions: ReadonlyMap<string, number>): Promise<string[]> {
  const { rows } = await sql<Pick<UserStreamRow, 'user_id'>>`
    select user_id from user_stream
    join unnest(${[...positions.keys()]}::uuid[], ${[...positions.values()]}::bigint[]) as known (id, position)
      on user_stream.user_id = known.id
    where user_stream.position > known.position`.execute(db)
  return rows.map((row) => row.user_id)
}

/** People without events have no row. */
export const listUserStreams = (db: Db, userIds: readonly string[]): Promise<UserStreamRow[]> =>
  db
    .selectFrom('user_stream')
    .selectAll()
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .execute()

export async function removeUserStream(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('user_stream').where('user_id', '=', userId).execute()
}
