import type { Kysely } from '@kindred/db'

import { findShyness } from '../store/person.js'
import type { Tables } from '../store/schema.js'
import { hideFromViewers, showToViewers } from '../store/sight.js'

/** Lets everybody see a person who has a reason to, but for whom the person is hidden or incognito. Called after a change of that, in its transaction. */
export async function settleSight(db: Kysely<Tables>, slot: number): Promise<void> {
  const { hidden, incognito } = await findShyness(db, slot)
  await showToViewers(db, slot)
  if (hidden) await hideFromViewers(db, slot, 'matches')
  else if (incognito) await hideFromViewers(db, slot, 'matches and liked')
}
