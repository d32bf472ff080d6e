import { type Kysely, sql } from 'kysely'

import { removeOld } from '@kindred/db'

import { type DeckTable, type Tables } from './schema.js'

export async function findDeck(db: Kysely<Tables>, viewer: number): Promise<DeckTable | undefined> {
  return db.selectFrom('deck').selectAll().where('slot', '=', viewer).executeTakeFirst()
}

/** Keeps a viewer's deck in place of the one before. Nothing is kept of a viewer who left meanwhile. */
export async function saveDeck(db: Kysely<Tables>, deck: DeckTable): Promise<void> {
  await sql`
    insert into deck (slot, id, question, made_at, widened_to_km, slots)
    select slot, ${deck.id}::uuid, ${deck.question}, ${deck.made_at}::timestamptz, ${deck.widened_to_km}::integer, ${deck.slots}::integer[]
    from person where slot = ${deck.slot} for key share
    on conflict (slot) do update set id = excluded.id, question = excluded.question, made_at = excluded.made_at,
      widened_to_km = excluded.widened_to_km, slots = excluded.slots`.execute(db)
}

/** Forgets decks that nobody will go on with. */
export async function removeDecksBefore(db: Kysely<Tables>, before: Date): Promise<void> {
  await removeOld(db, { table: 'deck', column: 'made_at', before })
}
