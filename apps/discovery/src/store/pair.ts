import { type Kysely, sql } from 'kysely'

import { type Seats, type Swipe } from '../domain/pair.js'
import { type PairRow, type Tables } from './schema.js'

/** A swipe to store. */
export interface NewSwipe {
  readonly seats: Seats
  readonly swipe: Swipe
  readonly message: string | null
  readonly now: Date
  /** The id of the match that this swipe makes, if it makes one. */
  readonly matchId: string | null
}

/**
 * The pair's row, made if need be and held until the transaction ends. The upsert waits for whoever holds the row, so of any
 * number of simultaneous likes the second sees the first: what is decided on this row is decided once.
 */
export async function holdPair(db: Kysely<Tables>, seats: Seats): Promise<PairRow> {
  return db
    .insertInto('pair')
    .values({ lower_id: seats.lowerId, upper_id: seats.upperId })
    .onConflict((conflict) =>
      conflict.columns(['lower_id', 'upper_id']).doUpdateSet((set) => ({ lower_id: set.ref('excluded.lower_id') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Writes a swipe, and the match if it makes one, into the pair's held row. */
export async function saveSwipe(db: Kysely<Tables>, swipe: NewSwipe): Promise<PairRow> {
  const { lowerId, upperId, viewerSide } = swipe.seats
  return db
    .updateTable('pair')
    .set({
      [`${viewerSide}_swipe`]: swipe.swipe,
      [`${viewerSide}_swiped_at`]: swipe.now,
      [`${viewerSide}_message`]: swipe.message,
      ...(swipe.matchId === null ? {} : { match_id: swipe.matchId, matched_at: swipe.now }),
    })
    .where('lower_id', '=', lowerId)
    .where('upper_id', '=', upperId)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Takes the viewer's swipe out of the row, and the row away when nothing else is in it. */
export async function removeSwipe(db: Kysely<Tables>, seats: Seats): Promise<void> {
  const side = seats.viewerSide
  await db
    .updateTable('pair')
    .set({ [`${side}_swipe`]: null, [`${side}_swiped_at`]: null, [`${side}_message`]: null })
    .where('lower_id', '=', seats.lowerId)
    .where('upper_id', '=', seats.upperId)
    .execute()
  await db
    .deleteFrom('pair')
    .where('lower_id', '=', seats.lowerId)
    .where('upper_id', '=', seats.upperId)
    .where('lower_swipe', 'is', null)
    .where('upper_swipe', 'is', null)
    .execute()
}

/** The viewer's latest swipe: whom it was on and when. */
export async function findLastSwipe(
  db: Kysely<Tables>,
  viewerId: string,
): Promise<{ otherId: string; at: Date } | undefined> {
  const { rows } = await sql<{ otherId: string; at: Date }>`
    (select upper_id as "otherId", lower_swiped_at as at from pair
      where lower_id = ${viewerId} and lower_swiped_at is not null order by lower_swiped_at desc limit 1)
    union all
    (select lower_id, upper_swiped_at from pair
      where upper_id = ${viewerId} and upper_swiped_at is not null order by upper_swiped_at desc limit 1)
    order by at desc limit 1`.execute(db)
  return rows[0]
}

/** When the viewer's superlikes since a moment were given, oldest first. Held against a parallel count by a lock on the viewer. */
export async function listSuperlikes(db: Kysely<Tables>, viewerId: string, since: Date): Promise<Date[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`superlikes:${viewerId}`}, 0))`.execute(db)
  const { rows } = await sql<{ at: Date }>`
    select lower_swiped_at as at from pair where lower_id = ${viewerId} and lower_swipe = 'SUPERLIKE' and lower_swiped_at > ${since}
    union all
    select upper_swiped_at from pair where upper_id = ${viewerId} and upper_swipe = 'SUPERLIKE' and upper_swiped_at > ${since}
    order by at`.execute(db)
  return rows.map((row) => row.at)
}

/** Removes every row of a person and returns the matches that were alive. */
export async function removePairsOf(db: Kysely<Tables>, userId: string): Promise<PairRow[]> {
  const rows = await db
    .deleteFrom('pair')
    .where((where) => where.or([where('lower_id', '=', userId), where('upper_id', '=', userId)]))
    .returningAll()
    .execute()
  return rows.filter((row) => row.match_id !== null && row.ended_at === null)
}
