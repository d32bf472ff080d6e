import { type Kysely, type Migration, sql } from 'kysely'

import { personLocks } from '../store/person.js'

const sides = [
  ['lower', 'upper'],
  ['upper', 'lower'],
] as const

/**
 * A swipe costs less. PostgreSQL reads a table's checks and the conditions of its indexes anew for every statement that inserts: what a
 * type says needs no check, and matches and blocks, which are few, share an index on each side. And all pairs of a person are found by an
 * index on either side: somebody who came or left had the whole key read. The feed loses a number that nothing reads; for a while 0002 did
 * that, so it may be done already.
 */
export const lighterPairs: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [side] of sides)
      for (const kind of ['awaits', 'live', 'blocked'])
        await sql`drop index ${sql.ref(`pair_${kind}_${side}`)}`.execute(db)
    await sql`drop index pair_swiped_upper`.execute(db)
    await dropKindChecks(db)
    await sql`create type swipe_kind as enum ('LIKE', 'SUPERLIKE', 'PASS')`.execute(db)
    await sql`
      alter table pair
        alter column lower_swipe type swipe_kind using lower_swipe::swipe_kind,
        alter column upper_swipe type swipe_kind using upper_swipe::swipe_kind`.execute(db)
    for (const [side, other] of sides) await indexSide(db, side, other)
    await sql`create index pair_upper on pair (upper, upper_swiped_at desc) include (lower, upper_swipe)`.execute(db)
    await holdTogether(db)
    await sql`alter table change drop column if exists id`.execute(db)
    // The new columns have no statistics, and nothing would bring them before many rows have changed.
    await sql`analyze pair`.execute(db)
  },
}

/** By what they say: their names depend on the names that were taken when the table was made. */
async function dropKindChecks(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select conname as name from pg_constraint
    where conrelid = 'pair'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%SUPERLIKE%'`.execute(db)
  for (const { name } of rows) await sql`alter table pair drop constraint ${sql.ref(name)}`.execute(db)
}

async function indexSide(db: Kysely<unknown>, side: string, other: string): Promise<void> {
  const [mine, theirs] = [sql.ref(side), sql.ref(other)]
  const column = (of: string, name: string) => sql.ref(`${of}_${name}`)
  await sql`create index ${sql.ref(`pair_awaits_${side}`)} on pair (${mine}, ${column(other, 'swiped_at')} desc, ${theirs} desc)
    where ${column(side, 'swipe')} is null and ${column(other, 'swipe')} in ('LIKE', 'SUPERLIKE')
      and ${column(side, 'blocked_at')} is null and ${column(other, 'blocked_at')} is null`.execute(db)
  await sql`create index ${sql.ref(`pair_special_${side}`)} on pair (${mine}, matched_at desc, match_id desc)
    include (${theirs}, ended_at, ${column(side, 'swipe')}, ${column(side, 'blocked_at')}, ${column(other, 'blocked_at')})
    where match_id is not null or ${column(side, 'blocked_at')} is not null or ${column(other, 'blocked_at')} is not null`.execute(
    db,
  )
}

/**
 * Which of the people are here, of whom none can leave before the transaction ends; without those of whom somebody else holds that they
 * leave: nobody waits, so nobody waits in a circle. Locks by number: one on a row is written into its page, and swipes go all over the
 * table. Volatile, so that the look at the people, a statement of its own, sees what was committed before they were held, which the
 * statement around it may not.
 */
async function holdTogether(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function hold_people(slots integer[]) returns integer[] language plpgsql volatile as $$
    declare
      held integer[] := array(
        select slot from unnest(slots) slot where pg_try_advisory_xact_lock_shared(${sql.lit(personLocks)}, slot)
      );
    begin
      return array(select slot from person where slot = any(held));
    end $$`.execute(db)
  // For a while 0002 made these.
  await sql`drop function if exists hold_both(integer, integer)`.execute(db)
  await sql`drop function if exists has_swipes_left(integer, integer, timestamptz)`.execute(db)
}
