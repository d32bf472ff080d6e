import type { Kysely } from 'kysely'

import type { TraitLayout } from '../domain/trait-layout.js'
import type { Tables } from './schema.js'

/** Which bit stands for which answer in the candidates of this database. */
export async function getLayout(db: Kysely<Tables>): Promise<TraitLayout> {
  return (await db.selectFrom('trait_layout').select('groups').executeTakeFirstOrThrow()).groups
}

export async function saveLayout(db: Kysely<Tables>, layout: TraitLayout): Promise<void> {
  await db
    .updateTable('trait_layout')
    .set({ groups: JSON.stringify(layout) })
    .execute()
}
