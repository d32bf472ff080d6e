import { createStatement, type Kysely, type Param, type RawBuilder, sql, type Statement } from '@kindred/db'

import { lastSwipes, limitWindowMs, type Seats, type Side, type Swipe } from '../domain/pair.js'
import { type PairRow, type Tables } from './schema.js'

/** A swipe to store. */
export interface NewSwipe {
  readonly seats: Seats
  readonly swipe: Swipe
  readonly message: string | null
  readonly now: Date
}

/**
 * Stores the viewer's first swipe on somebody in one statement, with its place in the feed and in the counters. False, and nothing
 * stored, when there is more to it: somebody left, a like meets a like, the two have a past, or fewer than `lastSwipes` are left of the
 * `most` in 24 hours (0 to count none), so that those under way together could be too many.
 */
export async function recordSwipe(db: Kysely<Tables>, swipe: NewSwipe, most: number): Promise<boolean> {
  if (most > 0 && most <= lastSwipes) return false
  const record = (most > 0 ? limitedRecords : records)[swipe.seats.viewerSide]
  return (await record(db, { ...swipe, free: most - lastSwipes })).length > 0
}

/** A swipe and how many are stored without a closer look at the limit. */
type Recorded = NewSwipe & { readonly free: number }

const recordsOf = (isLimited: boolean): Record<Side, Statement<Recorded, { lower: number }>> => ({
  lower: createStatement((param) => recordOf('lower', isLimited, param)),
  upper: createStatement((param) => recordOf('upper', isLimited, param)),
})
const records = recordsOf(false)
const limitedRecords = recordsOf(true)

function recordOf(side: Side, isLimited: boolean, param: Param<Recorded>): RawBuilder<{ lower: number }> {
  const [mine, theirs] = [sql.raw(`${side}_swipe`), sql.raw(`${side === 'lower' ? 'upper' : 'lower'}_swipe`)]
  const [at, message] = [sql.raw(`${side}_swiped_at`), sql.raw(`${side}_message`)]
  const lower = sql`${param(({ seats }) => seats.lower)}::integer`
  const upper = sql`${param(({ seats }) => seats.upper)}::integer`
  const [viewer, other] = side === 'lower' ? [lower, upper] : [upper, lower]
  const swipe = sql`${param((given) => given.swipe)}::swipe_kind`
  const now = sql`${param((given) => given.now)}::timestamptz`
  const since = sql`${now} - ${sql.lit(`${limitWindowMs} ms`)}::interval`
  const hasSwipesLeft = sql`(select count(*) from (${swipesSince(viewer, since)}) recent) < ${param(({ free }) => free)}::integer`
  return sql`
    with swiped as (
      insert into pair (lower, upper, ${mine}, ${at}, ${message})
      select ${lower}, ${upper}, ${swipe}, ${now}, ${param((given) => given.message)}::text
      where hold_both(${lower}, ${upper}) and ${isLimited ? hasSwipesLeft : sql`true`}
      on conflict (lower, upper) do update set ${mine} = excluded.${mine}, ${at} = excluded.${at}, ${message} = excluded.${message}
      where pair.${mine} is null and pair.ended_at is null and pair.lower_blocked_at is null and pair.upper_blocked_at is null
        and (excluded.${mine} = 'PASS' or coalesce(pair.${theirs}, 'PASS') = 'PASS')
      returning lower
    ),
    noted as (insert into change (slot, other) select ${viewer}, ${other} from swiped),
    counted as (insert into tally (slot, swipes, likes) select ${other}, 1, (${swipe} <> 'PASS')::integer from swiped)
    select lower from swiped`
}

/** When the viewer swiped since a moment, and how. */
const swipesSince = (viewer: RawBuilder<unknown>, since: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select * from (
    select lower_swiped_at as at, lower_swipe as swipe from pair where lower = ${viewer} and lower_swipe is not null and lower_swiped_at > ${since}
    union all
    select upper_swiped_at, upper_swipe from pair where upper = ${viewer} and upper_swipe is not null and upper_swiped_at > ${since}
  ) swipes`

/** When the viewer's swipes since a moment were given, oldest first. */
export async function listSwipeTimes(
  db: Kysely<Tables>,
  viewer: number,
  { since, only }: { readonly since: Date; readonly only?: Swipe },
): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select at from (${swipesSince(sql`${viewer}`, sql`${since}::timestamptz`)}) swipes
    where ${only === undefined ? sql`true` : sql`swipe = ${only}`} order by at`.execute(db)
  return rows.map((row) => row.at)
}

/** Lets one swipe of a person be counted at a time, until the transaction ends. */
export async function lockSwipes(db: Kysely<Tables>, viewer: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`swipes:${viewer}`}, 0))`.execute(db)
}

/**
 * The pair's row, made if need be and held until the transaction ends. The upsert waits for whoever holds the row, so of any
 * number of simultaneous likes the second sees the first: what is decided on this row is decided once.
 */
export async function holdPair(db: Kysely<Tables>, { lower, upper }: Seats): Promise<PairRow> {
  return db
    .insertInto('pair')
    .values({ lower, upper })
    .onConflict((conflict) =>
      conflict.columns(['lower', 'upper']).doUpdateSet((set) => ({ lower: set.ref('excluded.lower') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Changes the pair's held row. */
export async function updatePair(
  db: Kysely<Tables>,
  { lower, upper }: Seats,
  changed: Partial<Omit<PairRow, 'lower' | 'upper'>>,
): Promise<PairRow> {
  return db
    .updateTable('pair')
    .set(changed)
    .where('lower', '=', lower)
    .where('upper', '=', upper)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Takes the row away when nothing is in it. */
export async function removeEmptyPair(db: Kysely<Tables>, { lower, upper }: Seats): Promise<void> {
  await db
    .deleteFrom('pair')
    .where('lower', '=', lower)
    .where('upper', '=', upper)
    .where('lower_swipe', 'is', null)
    .where('upper_swipe', 'is', null)
    .where('lower_blocked_at', 'is', null)
    .where('upper_blocked_at', 'is', null)
    .execute()
}

/** The viewer's latest swipe: whom it was on and when. */
export async function findLastSwipe(
  db: Kysely<Tables>,
  viewer: number,
): Promise<{ slot: number; userId: string; at: Date } | undefined> {
  const { rows } = await sql<{ slot: number; userId: string; at: Date }>`
    select last.slot, person.user_id as "userId", last.at from (
      (select upper as slot, lower_swiped_at as at from pair
        where lower = ${viewer} and lower_swipe is not null order by lower_swiped_at desc limit 1)
      union all
      (select lower, upper_swiped_at from pair
        where upper = ${viewer} and upper_swiped_at is not null order by upper_swiped_at desc limit 1)
      order by at desc limit 1
    ) last join person on person.slot = last.slot`.execute(db)
  return rows[0]
}

/** What is between pairs of people, for the memory of an instance. Pairs that share nothing are left out. */
export async function listPairs(
  db: Kysely<Tables>,
  lowers: readonly number[],
  uppers: readonly number[],
): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    select pair.* from unnest(${lowers}::integer[], ${uppers}::integer[]) as asked (lower, upper)
    join pair on pair.lower = asked.lower and pair.upper = asked.upper`.execute(db)
  return rows
}

/** Removes every row of a person and returns the matches that were alive. */
export async function removePairsOf(db: Kysely<Tables>, slot: number): Promise<PairRow[]> {
  const rows = await db
    .deleteFrom('pair')
    .where((where) => where.or([where('lower', '=', slot), where('upper', '=', slot)]))
    .returningAll()
    .execute()
  return rows.filter((row) => row.match_id !== null && row.ended_at === null)
}
