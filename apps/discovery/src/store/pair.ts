import { createStatement, type Kysely, type RawBuilder, sql } from '@kindred/db'

import { limitWindowMs } from '../domain/limits.js'
import type { Side, Sides, Swipe } from '../domain/pair.js'
import type { MatchedPair } from './match.js'
import { isHere } from './person.js'
import type { PairRow, Tables } from './schema.js'

/** A swipe to store. */
export interface NewSwipe {
  readonly sides: Sides
  readonly swipe: Swipe
  readonly message: string | null
  readonly now: Date
}

/** A swipe that is stored only when the viewer has fewer than this many in the limit's window; null for no limit. */
interface CountedSwipe extends NewSwipe {
  readonly fewerThan: number | null
}

/**
 * Stores first swipes of different pairs in one statement, with their entries in the feed and in the counters. Returns which were stored.
 * Not stored is a swipe of two people of whom one has left or is leaving, a like that would make a match, a swipe of a pair that has a
 * history, and one beyond the viewer's limit.
 */
export async function recordSwipes(db: Kysely<Tables>, swipes: readonly CountedSwipe[]): Promise<boolean[]> {
  const stored = await record(db, swipes)
  const pairs = new Set(stored.map(({ lower, upper }) => `${lower} ${upper}`))
  return swipes.map(({ sides }) => pairs.has(`${sides.lower} ${sides.upper}`))
}

/** Writes the rows in the order of their keys, so that statements that hold some of the same pairs cannot deadlock. */
const record = createStatement<readonly CountedSwipe[], { lower: number; upper: number }>((param) => {
  const column = <T>(read: (swipe: CountedSwipe) => T, type: string): RawBuilder<unknown> =>
    sql`${param((swipes) => swipes.map(read))}::${sql.raw(type)}[]`
  const people = param((swipes) => peopleOf(swipes))
  // Qualified: the rows of pair have these columns, too.
  const viewer = sql`case when given.is_lower then given.lower else given.upper end`
  const since = sql`given.at - ${sql.lit(`${limitWindowMs} ms`)}::interval`
  return sql`
    with held as materialized (select hold_people(${people}::integer[]) as present),
    given as materialized (
      select * from unnest(
        ${column(({ sides }) => sides.lower, 'integer')},
        ${column(({ sides }) => sides.upper, 'integer')},
        ${column(({ sides }) => sides.viewerSide === 'lower', 'boolean')},
        ${column(({ swipe }) => swipe, 'swipe_kind')},
        ${column(({ now }) => now, 'timestamptz')},
        ${column(({ message }) => message, 'text')},
        ${column(({ fewerThan }) => fewerThan, 'integer')}
      ) as given (lower, upper, is_lower, swipe, at, message, fewer_than)
    ),
    swiped as (
      insert into pair (lower, upper, lower_swipe, lower_swiped_at, lower_message, upper_swipe, upper_swiped_at, upper_message)
      select lower, upper,
        case when is_lower then swipe end, case when is_lower then at end, case when is_lower then message end,
        case when not is_lower then swipe end, case when not is_lower then at end, case when not is_lower then message end
      from given, held
      where lower = any(present) and upper = any(present)
        and (fewer_than is null or (select count(*) from (${swipesSince(viewer, since)}) recent) < fewer_than)
      order by lower, upper
      on conflict (lower, upper) do update set ${sql.join([...takeIn('lower'), ...takeIn('upper')])}
      where pair.ended_at is null and pair.lower_blocked_at is null and pair.upper_blocked_at is null
        and case when excluded.lower_swipe is not null then ${isFirst('lower', 'upper')} else ${isFirst('upper', 'lower')} end
      returning lower, upper
    ),
    noted as (insert into change (slot, other) select lower, upper from swiped),
    counted as (
      insert into tally (slot, swipes, likes)
      select case when is_lower then upper else lower end, 1, (swipe <> 'PASS')::integer from given join swiped using (lower, upper)
    ),
    untold as (
      insert into untold_like (slot, liker, swipe, at)
      select case when is_lower then upper else lower end, case when is_lower then lower else upper end, swipe, at
      from given join swiped using (lower, upper) where swipe <> 'PASS'
    )
    select lower, upper from swiped`
})

const peopleOf = (swipes: readonly NewSwipe[]): number[] => [
  ...new Set(swipes.flatMap(({ sides: { lower, upper } }) => [lower, upper])),
]

/** Sets the columns of the side that swipes and leaves the other side as it is. */
function takeIn(side: Side): RawBuilder<unknown>[] {
  return ['swipe', 'swiped_at', 'message'].map((what) => {
    const name = sql.raw(`${side}_${what}`)
    return sql`${name} = coalesce(excluded.${name}, pair.${name})`
  })
}

/** Whether the side has not swiped before, and its swipe makes no match. */
function isFirst(side: Side, otherSide: Side): RawBuilder<unknown> {
  const [mine, theirs] = [sql.raw(`${side}_swipe`), sql.raw(`${otherSide}_swipe`)]
  return sql`pair.${mine} is null and (excluded.${mine} = 'PASS' or coalesce(pair.${theirs}, 'PASS') = 'PASS')`
}

/** The viewer's swipes since a moment, with their times. */
const swipesSince = (viewer: RawBuilder<unknown>, since: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select * from (
    select lower_swiped_at as at, lower_swipe as swipe from pair where lower = ${viewer} and lower_swipe is not null and lower_swiped_at > ${since}
    union all
    select upper_swiped_at, upper_swipe from pair where upper = ${viewer} and upper_swipe is not null and upper_swiped_at > ${since}
  ) swipes`

/** The times of the viewer's swipes since a moment, oldest first. */
export async function listSwipeTimes(db: Kysely<Tables>, viewer: number, since: Date): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select at from (${swipesSince(sql`${viewer}`, sql`${since}::timestamptz`)}) swipes order by at`.execute(
    db,
  )
  return rows.map((row) => row.at)
}

/** Locks a person's swipes until the transaction ends, so that they are counted one at a time. */
export async function lockSwipes(db: Kysely<Tables>, viewer: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`swipes:${viewer}`}, 0))`.execute(db)
}

/**
 * The pair's row, made if it is missing and locked until the transaction ends. The upsert waits for whoever has locked the row, so of
 * simultaneous likes the second one sees the first, and only one makes the match.
 */
export async function holdPair(db: Kysely<Tables>, { lower, upper }: Sides): Promise<PairRow> {
  return db
    .insertInto('pair')
    .values({ lower, upper })
    .onConflict((conflict) =>
      conflict.columns(['lower', 'upper']).doUpdateSet((set) => ({ lower: set.ref('excluded.lower') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Changes the pair's locked row. */
export async function updatePair(
  db: Kysely<Tables>,
  { lower, upper }: Sides,
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

/** Removes the pair's row when nothing is left in it. */
export async function removeEmptyPair(db: Kysely<Tables>, { lower, upper }: Sides): Promise<void> {
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

/** The viewer's latest swipe on somebody from whom no block separates the viewer: the other's slot and the time. */
export async function findLastSwipe(
  db: Kysely<Tables>,
  viewer: number,
): Promise<{ slot: number; userId: string; at: Date } | undefined> {
  const together = sql`lower_blocked_at is null and upper_blocked_at is null`
  const { rows } = await sql<{ slot: number; userId: string; at: Date }>`
    select last.slot, person.user_id as "userId", last.at from (
      (select upper as slot, lower_swiped_at as at from pair
        where lower = ${viewer} and lower_swipe is not null and ${together} and ${isHere('upper')} order by lower_swiped_at desc limit 1)
      union all
      (select lower, upper_swiped_at from pair
        where upper = ${viewer} and upper_swiped_at is not null and ${together} and ${isHere('lower')} order by upper_swiped_at desc limit 1)
      order by at desc limit 1
    ) last join person on person.slot = last.slot`.execute(db)
  return rows[0]
}

/** The rows of these pairs; two people without a history have none. */
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

/** Removes every row of a person and returns the matches that were live. */
export async function removePairsOf(db: Kysely<Tables>, slot: number): Promise<MatchedPair[]> {
  const rows = await db
    .deleteFrom('pair')
    .where((where) => where.or([where('lower', '=', slot), where('upper', '=', slot)]))
    .returningAll()
    .execute()
  return rows.filter((row): row is MatchedPair => row.match_id !== null && row.ended_at === null)
}
