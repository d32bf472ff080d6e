import { type Kysely, type Migration, sql } from '@kindred/db'

import { personLocks } from '../store/person.js'

/**
 * Lets one statement store many swipes. The indexes of matches and blocks now include the viewer's swipe, so that index-only scans find
 * everybody a viewer has seen.
 */
export const swipesTogether: Migration = {
  breaks: 'likes and passes',
  async up(db: Kysely<unknown>) {
    await holdTogether(db)
    await sql`drop function hold_both(integer, integer)`.execute(db)
    for (const [side, other] of [
      ['lower', 'upper'],
      ['upper', 'lower'],
    ] as const)
      await indexSpecial(db, side, other)
    // Statistics for the columns that 0004 made: autovacuum collects them only after many rows have changed.
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
 * Returns which of these people exist, and keeps those from being removed until the transaction ends. Leaves out people whom another
 * transaction is removing: the function waits for no lock, so it cannot deadlock. The locks are advisory, because a row lock would be
 * written into the row's page, and swipes touch rows all over the table. The function is volatile, so that its select, a statement of its
 * own, sees what was committed before the locks were taken, which the statement around it may not.
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
