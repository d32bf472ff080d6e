import { type Kysely, sql } from 'kysely'

import { isHere, listUserIds, wasMet } from './person.js'
import type { PairRow, PersonRow, PlaceInList, Tables } from './schema.js'

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
    after === undefined
      ? sql``
      : sql`where (matched_at, match_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<MatchRow>`
    with viewer as (select slot from person where user_id = ${viewerId})
    select person.*, live.match_id, live.matched_at
    from (
      select * from (
        select match_id, matched_at, upper as other from pair
        where lower = (select slot from viewer) and match_id is not null and ended_at is null and ${isHere('upper')} and ${wasMet('upper')}
        union all
        select match_id, matched_at, lower from pair
        where upper = (select slot from viewer) and match_id is not null and ended_at is null and ${isHere('lower')} and ${wasMet('lower')}
      ) every ${isAfter} order by matched_at desc, match_id desc limit ${limit + 1}
    ) live join person on person.slot = live.other
    order by live.matched_at desc, live.match_id desc`.execute(db)
  return rows
}

/** One live match of the viewer. */
export async function findMatch(
  db: Kysely<Tables>,
  viewerId: string,
  matchId: string,
): Promise<MatchRow | undefined> {
  const { rows } = await sql<MatchRow>`
    select person.*, pair.match_id, pair.matched_at
    from pair
    join person viewer on viewer.user_id = ${viewerId} and viewer.slot in (pair.lower, pair.upper)
    join person on person.slot in (pair.lower, pair.upper) and person.slot <> viewer.slot
    where pair.match_id = ${matchId} and pair.ended_at is null and not person.absent`.execute(db)
  return rows[0]
}

/** The pair of a match, live or ended. */
export type MatchedPair = PairRow & { match_id: string }

/** The same with the ids of its people. */
export type MatchWithIds = MatchedPair & { lower_id: string; upper_id: string }

/** The pair of a match of the viewer, live or ended, locked until the transaction ends; undefined when there is none. */
export async function holdMatch(
  db: Kysely<Tables>,
  viewerId: string,
  matchId: string,
): Promise<MatchWithIds | undefined> {
  const { rows } = await sql<MatchWithIds>`
    select pair.*, one.user_id as lower_id, other.user_id as upper_id
    from pair join person one on one.slot = pair.lower join person other on other.slot = pair.upper
    where pair.match_id = ${matchId} and ${viewerId}::uuid in (one.user_id, other.user_id)
    for update of pair`.execute(db)
  return rows[0]
}

/** Ends a match. The row stays, so that the two never meet again. */
export async function endMatch(db: Kysely<Tables>, matchId: string, now: Date): Promise<void> {
  await db.updateTable('pair').set({ ended_at: now }).where('match_id', '=', matchId).execute()
}

/** Adds the user ids of both people to each match. */
export async function addUserIds(
  db: Kysely<Tables>,
  matches: readonly MatchedPair[],
): Promise<MatchWithIds[]> {
  const ids = await listUserIds(db, [...new Set(matches.flatMap(({ lower, upper }) => [lower, upper]))])
  return matches.map((match) => ({
    ...match,
    lower_id: ids.get(match.lower)!,
    upper_id: ids.get(match.upper)!,
  }))
}

/** Live matches in the order of their ids, for a replay. */
export async function listAllMatches(
  db: Kysely<Tables>,
  after: string | undefined,
  limit: number,
): Promise<MatchWithIds[]> {
  const { rows } = await sql<MatchWithIds>`
    select pair.*, one.user_id as lower_id, other.user_id as upper_id
    from (
      select * from pair where match_id is not null and ended_at is null
        and ${after === undefined ? sql`true` : sql`match_id > ${after}::uuid`}
      order by match_id limit ${limit}
    ) pair join person one on one.slot = pair.lower join person other on other.slot = pair.upper
    order by pair.match_id`.execute(db)
  return rows
}
