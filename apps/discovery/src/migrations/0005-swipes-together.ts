import { type Kysely, type Migration, sql } from 'kysely'

import { personLocks } from '../store/person.js'

/** Many swipes in one statement; and the indexes of what is special say who swiped, so that whom a viewer has seen is read from indexes alone. */
export const swipesTogether: Migration = {
  async up(db: Kysely<unknown>) {
    await holdTogether(db)
    await sql`drop function hold_both(integer, integer)`.execute(db)
    for (const [side, other] of [
      ['lower', 'upper'],
      ['upper', 'lower'],
    ] as const)
      await indexSpecial(db, side, other)
    // The columns that 0004 made have no statistics, and nothing would bring them before many rows have changed.
    await sql`analyze pair`.execute(db)
  },
}

async function indexSpecial(db: Kysely<unknown>, side: string, other: string): Promise<void> {
  const name = sql.ref(`pair_special_${side}`)
  const [mine, theirs] = [sql.ref(`${side}_blocked_at`), sql.ref(`${other}_blocked_at`)]
  await sql`drop index ${name}`.execute(db)
  await sql`create index ${name} on pair (${sql.ref(side)}, matched_at desc, match_id desc)
    include (${sql.ref(other)}, ended_at, ${sql.ref(`${side}_swipe`)}, ${mine}, ${theirs})
    where match_id is not null or ${mine} is not null or ${theirs} is not null`.execute(db)
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
}
