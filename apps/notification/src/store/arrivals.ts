import { sql } from '@kindred/db'

import type { Db, Tables } from './schema.js'

type NewArrival = Pick<Tables['arrival'], 'user_id' | 'kind' | 'other_id' | 'match_id' | 'came_at'> & {
  readonly seen: boolean
  readonly celebrated: boolean
}

/** Keeps what came; the same again changes nothing. A like that became a match is no news of its own any more. */
export async function saveArrivals(db: Db, rows: readonly NewArrival[]): Promise<void> {
  if (rows.length === 0) return
  const matched = rows.filter(({ kind }) => kind === 'MATCH')
  await sql`
    delete from arrival using jsonb_to_recordset(${JSON.stringify(matched)}::jsonb) as matched (user_id uuid, other_id uuid)
    where arrival.user_id = matched.user_id and arrival.other_id = matched.other_id and kind = 'LIKE'`.execute(
    db,
  )
  await db
    .insertInto('arrival')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['user_id', 'kind', 'other_id']).doNothing())
    .execute()
}

/** How many likes and matches a person has not seen. */
export const countUnseen = (db: Db, userId: string) =>
  db
    .selectFrom('arrival')
    .select((query) => [
      query.fn.countAll<number>().filterWhere('kind', '=', 'LIKE').as('likes'),
      query.fn.countAll<number>().filterWhere('kind', '=', 'MATCH').as('matches'),
    ])
    .where('user_id', '=', userId)
    .where('seen', '=', false)
    .executeTakeFirstOrThrow()

/** Matches that a person has not celebrated, the oldest first. */
export async function listToCelebrate(db: Db, userId: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('arrival')
    .select('match_id')
    .where('user_id', '=', userId)
    .where('kind', '=', 'MATCH')
    .where('celebrated', '=', false)
    .where('match_id', 'is not', null)
    .orderBy('came_at')
    .limit(limit)
    .execute()
  return rows.flatMap(({ match_id }) => match_id ?? [])
}

/** A like that was seen is forgotten: it is in discovery's list. */
export async function removeLikes(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('arrival').where('user_id', '=', userId).where('kind', '=', 'LIKE').execute()
}

export async function saveMatchesSeen(db: Db, userId: string): Promise<void> {
  await db
    .updateTable('arrival')
    .set({ seen: true })
    .where('user_id', '=', userId)
    .where('kind', '=', 'MATCH')
    .execute()
  await removeDone(db, userId)
}

export async function saveCelebrated(db: Db, userId: string, matchIds: readonly string[]): Promise<void> {
  await db
    .updateTable('arrival')
    .set({ celebrated: true })
    .where('user_id', '=', userId)
    .where('match_id', '=', sql<string>`any(${[...matchIds]}::uuid[])`)
    .execute()
  await removeDone(db, userId)
}

const removeDone = (db: Db, userId: string) =>
  db
    .deleteFrom('arrival')
    .where('user_id', '=', userId)
    .where('seen', '=', true)
    .where('celebrated', '=', true)
    .execute()

/** How many likes each person has not seen; whoever has seen all is missing. */
export async function countLikes(db: Db, userIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('arrival')
    .select((query) => ['user_id', query.fn.countAll<number>().as('count')])
    .where('user_id', '=', sql<string>`any(${[...userIds]}::uuid[])`)
    .where('kind', '=', 'LIKE')
    .where('seen', '=', false)
    .groupBy('user_id')
    .execute()
  return new Map(rows.map((row) => [row.user_id, row.count]))
}

/** Forgets matches that ended. */
export async function removeArrivalsOf(
  db: Db,
  matches: readonly { readonly userId: string; readonly matchId: string }[],
): Promise<void> {
  if (matches.length === 0) return
  await sql`
    delete from arrival using jsonb_to_recordset(${JSON.stringify(matches)}::jsonb) as over ("userId" uuid, "matchId" uuid)
    where arrival.user_id = over."userId" and arrival.match_id = over."matchId"`.execute(db)
}
