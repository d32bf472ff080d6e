import { createStatement, type Kysely, removeOld, sql } from '@kindred/db'

import { deckKeptMs } from '../domain/visibility.js'
import type { DeckTable, Tables } from './schema.js'

export async function findDeck(db: Kysely<Tables>, viewer: number): Promise<DeckTable | undefined> {
  const [deck] = await selectDeck(db, { viewer })
  return deck
}

const selectDeck = createStatement<{ readonly viewer: number }, DeckTable>(
  (param) => sql`select * from deck where slot = ${param(({ viewer }) => viewer)}::integer`,
)

/**
 * Replaces a viewer's deck, and adds people who were only in the old one to a past deck. Stores nothing for a viewer who has left in the
 * meantime.
 */
export async function saveDeck(db: Kysely<Tables>, deck: DeckTable): Promise<void> {
  await storeDeck(db, deck)
}

const storeDeck = createStatement<DeckTable, unknown>((param) => {
  const keptUntil = sql`made_at + ${sql.lit(`${deckKeptMs} ms`)}::interval`
  const slots = sql`${param((deck) => deck.slots)}::integer[]`
  const madeAt = sql`${param((deck) => deck.made_at)}::timestamptz`
  return sql`
    with viewer as materialized (select slot from person where slot = ${param(({ slot }) => slot)}::integer for key share),
    gone as (
      select slot, ${keptUntil} as kept_until, array(select unnest(deck.slots) except select unnest(${slots})) as slots
      from deck join viewer using (slot)
    ),
    remembered as (
      insert into past_deck (slot, left_at, slots)
      select slot, least(kept_until, ${madeAt}), slots from gone where cardinality(slots) > 0
    )
    insert into deck (slot, id, question, made_at, widened_to_km, slots)
    select slot, ${param(({ id }) => id)}::uuid, ${param(({ question }) => question)}, ${madeAt},
      ${param((deck) => deck.widened_to_km)}::integer, ${slots}
    from viewer
    on conflict (slot) do update set id = excluded.id, question = excluded.question, made_at = excluded.made_at,
      widened_to_km = excluded.widened_to_km, slots = excluded.slots`
})

/** Removes decks that were made before a moment. */
export async function removeDecksBefore(db: Kysely<Tables>, before: Date): Promise<void> {
  await removeOld(db, { table: 'deck', column: 'made_at', before })
}

export async function removePastDecksBefore(db: Kysely<Tables>, before: Date): Promise<void> {
  await db.deleteFrom('past_deck').where('left_at', '<', before).execute()
}
