import { type Kysely, type Migration, sql } from 'kysely'

import { personLocks } from '../store/person.js'

/**
 * What a swipe asks and holds inside its one statement; and the feed without a number that nothing reads. For a while 0002 did the same, so
 * both may be done already.
 */
export const holds: Migration = {
  async up(db: Kysely<unknown>) {
    await createHold(db)
    await createLimit(db)
    await sql`alter table change drop column if exists id`.execute(db)
  },
}

/**
 * Whether two people are here, of whom neither can leave before the transaction ends; the lower slot first, so that nobody waits in a
 * circle. Locks by number: one on a row is written into its page, and swipes go all over the table. Volatile, so that it sees what was
 * committed while it waited, which the statement around it does not.
 */
async function createHold(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function hold_both(lower_slot integer, upper_slot integer) returns boolean language plpgsql volatile as $$
    begin
      perform pg_advisory_xact_lock_shared(${sql.lit(personLocks)}, lower_slot);
      perform pg_advisory_xact_lock_shared(${sql.lit(personLocks)}, upper_slot);
      return (select count(*) from person where slot in (lower_slot, upper_slot)) = 2;
    end $$`.execute(db)
}

/**
 * Whether a person may swipe once more, counted with the lock of lockSwipes; false, too, when somebody else has it: who waits here
 * could already hold what that one waits for.
 */
async function createLimit(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function has_swipes_left(viewer integer, most integer, since timestamptz) returns boolean language plpgsql volatile as $$
    begin
      if not pg_try_advisory_xact_lock(hashtextextended('swipes:' || viewer, 0)) then return false; end if;
      return (
        select count(*) from (
          (select from pair where lower = viewer and lower_swipe is not null and lower_swiped_at > since)
          union all
          (select from pair where upper = viewer and upper_swipe is not null and upper_swiped_at > since)
          limit most
        ) recent
      ) < most;
    end $$`.execute(db)
}
