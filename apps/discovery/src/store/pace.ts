import { type Kysely, sql } from 'kysely'

import { removeOld } from '@kindred/db'

import type { Pace } from '../domain/pace.js'
import type { Tables } from './schema.js'

/** A pace as all instances saw it together. */
export interface WholePace extends Pace {
  readonly userId: string
  /** Whether safety was told already. */
  readonly told: boolean
}

/** Adds what an instance counted to what others did, and returns the sums; nothing of people who have left. */
export async function addPaces(db: Kysely<Tables>, paces: readonly Pace[]): Promise<WholePace[]> {
  const { rows } = await sql<WholePace>`
    with added as (
      insert into swipe_pace (slot, minute, swipes, likes, first_at, last_at)
      select given.* from unnest(
        ${paces.map(({ slot }) => slot)}::integer[],
        ${paces.map(({ minute }) => minute)}::integer[],
        ${paces.map(({ swipes }) => swipes)}::integer[],
        ${paces.map(({ likes }) => likes)}::integer[],
        ${paces.map(({ firstAt }) => firstAt)}::timestamptz[],
        ${paces.map(({ lastAt }) => lastAt)}::timestamptz[]
      ) as given (slot, minute, swipes, likes, first_at, last_at)
      join person using (slot)
      order by slot, minute for key share of person
      on conflict (slot, minute) do update set
        swipes = swipe_pace.swipes + excluded.swipes,
        likes = swipe_pace.likes + excluded.likes,
        first_at = least(swipe_pace.first_at, excluded.first_at),
        last_at = greatest(swipe_pace.last_at, excluded.last_at)
      returning *
    )
    select slot, minute, swipes, likes, first_at as "firstAt", last_at as "lastAt", told, user_id as "userId"
    from added join person using (slot) order by user_id, minute`.execute(db)
  return rows
}

/** Remembers that safety was told. */
export async function markTold(db: Kysely<Tables>, { slot, minute }: Pace): Promise<void> {
  await db
    .updateTable('swipe_pace')
    .set({ told: true })
    .where('slot', '=', slot)
    .where('minute', '=', minute)
    .execute()
}

/** Forgets paces to which no instance adds any more. */
export async function removePacesBefore(db: Kysely<Tables>, before: Date): Promise<void> {
  await removeOld(db, { table: 'swipe_pace', column: 'last_at', before })
}
