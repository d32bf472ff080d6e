import { type Kysely, sql } from 'kysely'

import { type PairRow, type PersonRow, type PlaceInList, type Tables } from './schema.js'

/** A live match as one of its people sees it: the other person's row beside it. */
export type MatchRow = PersonRow & { match_id: string; matched_at: Date }

/** A page of the viewer's live matches, newest first; one row more than `limit`. */
export async function listMatches(
  db: Kysely<Tables>,
  viewerId: string,
  after: PlaceInList | undefined,
  limit: number,
): Promise<MatchRow[]> {
  const isAfter =
    after === undefined ? sql`` : sql`where (matched_at, match_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<MatchRow>`
    select person.*, live.match_id, live.matched_at
    from (
      select * from (
        select match_id, matched_at, upper_id as other_id from pair
        where lower_id = ${viewerId} and match_id is not null and ended_at is null
        union all
        select match_id, matched_at, lower_id from pair
        where upper_id = ${viewerId} and match_id is not null and ended_at is null
      ) every ${isAfter} order by matched_at desc, match_id desc limit ${limit + 1}
    ) live join person on person.user_id = live.other_id
    order by live.matched_at desc, live.match_id desc`.execute(db)
  return rows
}

/** One live match of the viewer. */
export async function findMatch(db: Kysely<Tables>, viewerId: string, matchId: string): Promise<MatchRow | undefined> {
  const { rows } = await sql<MatchRow>`
    select person.*, pair.match_id, pair.matched_at
    from pair join person on person.user_id = case when pair.lower_id = ${viewerId} then pair.upper_id else pair.lower_id end
    where pair.match_id = ${matchId} and (pair.lower_id = ${viewerId} or pair.upper_id = ${viewerId}) and pair.ended_at is null`.execute(
    db,
  )
  return rows[0]
}

/** The pair of a match of the viewer, ended or not, held until the transaction ends; undefined when there is none. */
export async function holdMatch(db: Kysely<Tables>, viewerId: string, matchId: string): Promise<PairRow | undefined> {
  return db
    .selectFrom('pair')
    .selectAll()
    .where('match_id', '=', matchId)
    .where((where) => where.or([where('lower_id', '=', viewerId), where('upper_id', '=', viewerId)]))
    .forUpdate()
    .executeTakeFirst()
}

/** Ends a match. The row stays, so that the two never meet again. */
export async function endMatch(db: Kysely<Tables>, matchId: string, now: Date): Promise<void> {
  await db.updateTable('pair').set({ ended_at: now }).where('match_id', '=', matchId).execute()
}

/** Live matches in the order of their ids, for a replay. */
export async function listAllMatches(db: Kysely<Tables>, after: string | undefined, limit: number): Promise<PairRow[]> {
  let query = db.selectFrom('pair').selectAll().where('match_id', 'is not', null).where('ended_at', 'is', null)
  if (after !== undefined) query = query.where('match_id', '>', after)
  return query.orderBy('match_id').limit(limit).execute()
}
