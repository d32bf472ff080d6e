import { type Kysely, type Migration, sql } from '@kindred/db'

import { personLocks } from '../store/person.js'

const sides = [
  ['lower', 'upper'],
  ['upper', 'lower'],
] as const

/**
 * Makes a swipe cheaper. PostgreSQL evaluates a table's checks and the conditions of its indexes for every insert: an enum type now takes
 * the place of a check, and matches and blocks, which are few, share one index on each side. A further index on the upper side finds all
 * pairs of a person who comes or leaves, for whom the whole primary key was read before.
 */
export const lighterPairs: Migration = {
  breaks: 'likes and passes',
  rewrites: ['pair'],
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
    await sql`create index pair_upper on pair (upper, upper_swiped_at desc) include (lower, upper_swipe)`.execute(
      db,
    )
    await lightenHold(db)
    await sql`drop function has_swipes_left(integer, integer, timestamptz)`.execute(db)
  },
}

/** Found by what they check: their names depend on the names that were taken when the table was made. */
async function dropKindChecks(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select conname as name from pg_constraint
    where conrelid = 'pair'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%SUPERLIKE%'`.execute(
    db,
  )
  for (const { name } of rows) await sql`alter table pair drop constraint ${sql.ref(name)}`.execute(db)
}

async function indexSide(db: Kysely<unknown>, side: string, other: string): Promise<void> {
  const [mine, theirs] = [sql.ref(side), sql.ref(other)]
  const column = (of: string, name: string) => sql.ref(`${of}_${name}`)
  await sql`create index ${sql.ref(`pair_awaits_${side}`)} on pair (${mine}, ${column(other, 'swiped_at')} desc, ${theirs} desc)
    where ${column(side, 'swipe')} is null and ${column(other, 'swipe')} in ('LIKE', 'SUPERLIKE')
      and ${column(side, 'blocked_at')} is null and ${column(other, 'blocked_at')} is null`.execute(db)
  await sql`create index ${sql.ref(`pair_special_${side}`)} on pair (${mine}, matched_at desc, match_id desc)
    include (${theirs}, ended_at, ${column(side, 'blocked_at')}, ${column(other, 'blocked_at')})
    where match_id is not null or ${column(side, 'blocked_at')} is not null or ${column(other, 'blocked_at')} is not null`.execute(
    db,
  )
}

/** The function of 0003 with one statement fewer. */
async function lightenHold(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function hold_both(lower_slot integer, upper_slot integer) returns boolean language plpgsql volatile as $$
    begin
      perform pg_advisory_xact_lock_shared(${sql.lit(personLocks)}, lower_slot), pg_advisory_xact_lock_shared(${sql.lit(personLocks)}, upper_slot);
      perform from person one, person other where one.slot = lower_slot and other.slot = upper_slot;
      return found;
    end $$`.execute(db)
}
