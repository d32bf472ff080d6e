import type { Kysely } from '@kindred/db'

import { listDiscoverable } from '../store/candidate.js'
import type { Change } from '../store/change.js'
import { listPairs } from '../store/pair.js'
import type { Tables } from '../store/schema.js'
import type { PeopleIndex } from './people-index.js'
import type { Surroundings } from './surroundings.js'

/** Rows that one query reads. */
const atOnce = 1_000

/** Brings people and surroundings up to date with the database. Applying a change twice does no harm. */
export async function applyChanges(
  db: Kysely<Tables>,
  changes: readonly Change[],
  { index, surroundings }: { readonly index: PeopleIndex; readonly surroundings: Surroundings },
): Promise<void> {
  const people = new Set(changes.filter(({ other }) => other === null).map(({ slot }) => slot))
  for (const slots of chunksOf([...people])) {
    const present = await listDiscoverable(db, slots)
    const found = new Set(present.map(({ slot }) => slot))
    for (const slot of slots) if (!found.has(slot)) index.remove(slot)
    for (const person of present) index.put(person)
  }
  const pairs = changes.flatMap(({ slot, other }) =>
    other !== null && (surroundings.knows(slot) || surroundings.knows(other))
      ? [{ lower: Math.min(slot, other), upper: Math.max(slot, other) }]
      : [],
  )
  for (const asked of chunksOf(pairs)) {
    const [lowers, uppers] = [asked.map(({ lower }) => lower), asked.map(({ upper }) => upper)]
    const rows = await listPairs(db, lowers, uppers)
    const byEnds = new Map(rows.map((row) => [`${row.lower} ${row.upper}`, row]))
    for (const { lower, upper } of asked) surroundings.apply(lower, upper, byEnds.get(`${lower} ${upper}`))
  }
}

function chunksOf<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = []
  for (let from = 0; from < items.length; from += atOnce) chunks.push(items.slice(from, from + atOnce))
  return chunks
}
