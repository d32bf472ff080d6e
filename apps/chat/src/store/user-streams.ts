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

const lockFree = createStatement<{ readonly userIds: readonly string[] }, Pick<UserStreamRow, 'user_id'>>(
  (param) => {
    const ids = param(({ userIds }) => userIds)
    return sql`
    with free as materialized (
      select user_id from user_stream where user_id = any(${ids}::uuid[])
      order by user_id for update skip locked
    )
    select user_id from user_stream
    where user_id = any(${ids}::uuid[])
      and not exists (select from free where free.user_id = user_stream.user_id)`
  },
)

/** Locks the people's logs until the transaction ends, except those that another transaction holds, whose people it returns. */
export async function lockFreeStreams(db: Db, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await lockFree(db, { userIds })
  return new Set(rows.map((row) => row.user_id))
}

/** Locks the people's logs until the transaction ends, in the order of the ids, and waits for those that others hold. */
export async function lockStreams(db: Db, userIds: readonly string[]): Promise<void> {
  await sql`
    select from user_stream where user_id = any(${[...userIds]}::uuid[]) order by user_id for update`.execute(
    db,
  )
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
