import { type Kysely, sql } from 'kysely'

import { createQuestion } from '@kindred/db'

import type { Tables } from './schema.js'

/**
 * Counts a swipe on a person, or takes it back. The person's row is updated later, for many swipes at once, because each write moves the
 * row in two indexes.
 */
export async function countSwipe(
  db: Kysely<Tables>,
  slot: number,
  swipes: number,
  likes: number,
): Promise<void> {
  await db.insertInto('tally').values({ slot, swipes, likes }).execute()
}

/** Whether there are pending counts. */
export const isSwipeUncounted = createQuestion(() => sql`select from tally`)

/** Adds the pending counts to the people's counters and ranks, each once, and tells the instances. */
export async function foldTallies(db: Kysely<Tables>): Promise<void> {
  await sql`
    with gone as (delete from tally returning slot, swipes, likes),
    sums as (select slot, sum(swipes)::integer as swipes, sum(likes)::integer as likes from gone group by slot order by slot),
    counted as (
      update candidate set swipes_received = greatest(0, swipes_received + sums.swipes),
        likes_received = greatest(0, likes_received + sums.likes)
      from sums where candidate.slot = sums.slot returning candidate.slot
    )
    insert into change (slot) select slot from counted`.execute(db)
}
