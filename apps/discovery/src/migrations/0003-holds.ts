import { type Kysely, type Migration, sql } from 'kysely'

import { personLocks } from '../store/person.js'

/**
 * Functions that check and lock within a swipe's single statement. Also drops the feed's number, which nothing reads. An earlier form of
 * 0002 did the same, so both may be done already.
 */
export const holds: Migration = {
  async up(db: Kysely<unknown>) {
    await createHold(db)
    await createLimit(db)
    await sql`alter table change drop column if exists id`.execute(db)
  },
}

/**
 * Returns whether both people exist, and keeps them from being removed until the transaction ends. Locks the lower slot first, so that two
 * transactions cannot deadlock. The locks are advisory, because a row lock would be written into the row's page, and swipes touch rows all
 * over the table. The function is volatile, so that it sees what was committed while it waited, which the statement around it does not.
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
 * Returns whether a person may swipe once more, counted under the lock of lockSwipes. Also false when another transaction holds that lock:
 * waiting for it here could deadlock.
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
