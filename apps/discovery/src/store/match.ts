import { type Kysely, sql } from 'kysely'

import { type CursorKey } from '@kindred/kernel'

import { type PairRow, type PersonRow, type Tables } from './schema.js'

/** A live match as one of its people sees it: the other person's row beside it. */
export type MatchRow = PersonRow & { match_id: string; matched_at: Date }

/** A page of the viewer's live matches, newest first; one row more than `limit`. */
export async function listMatches(
  db: Kysely<Tables>,
  viewerId: string,
  after: CursorKey | undefined,
  limit: number,
): Promise<MatchRow[]> {
  const { rows } = await sql<MatchRow>`
    select person.*, pair.match_id, pair.matched_at
    from pair join person on person.user_id = case when pair.lower_id = ${viewerId} then pair.upper_id else pair.lower_id end
    where (pair.lower_id = ${viewerId} or pair.upper_id = ${viewerId})
      and pair.match_id is not null and pair.ended_at is null
      ${after === undefined ? sql`` : sql`and (pair.matched_at, pair.match_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by pair.matched_at desc, pair.match_id desc
    limit ${limit + 1}`.execute(db)
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

/** Ends a live match of the viewer; undefined when there is none. The row stays, so that the two never meet again. */
export async function endMatch(
  db: Kysely<Tables>,
  viewerId: string,
  matchId: string,
  now: Date,
): Promise<PairRow | undefined> {
  return db
    .updateTable('pair')
    .set({ ended_at: now })
    .where('match_id', '=', matchId)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('lower_id', '=', viewerId), where('upper_id', '=', viewerId)]))
    .returningAll()
    .executeTakeFirst()
}

/** Live matches in the order of their ids, for a replay. */
export async function listAllMatches(db: Kysely<Tables>, after: string | undefined, limit: number): Promise<PairRow[]> {
  let query = db.selectFrom('pair').selectAll().where('match_id', 'is not', null).where('ended_at', 'is', null)
  if (after !== undefined) query = query.where('match_id', '>', after)
  return query.orderBy('match_id').limit(limit).execute()
}
