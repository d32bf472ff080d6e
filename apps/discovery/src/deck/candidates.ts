import type { Kysely } from '@kindred/db'

import type { PoolCounts, Wider } from '../domain/pool.js'
import type { Found, Search } from '../domain/search.js'
import type { Memory, Ready } from '../memory/memory.js'
import { countPoolBySql } from '../store/pool.js'
import type { Tables } from '../store/schema.js'
import { judgeBySql, searchBySql } from '../store/search.js'

/** Answers from memory whenever it can, otherwise by SQL. Both answer the same. */
export interface Sources {
  readonly db: Kysely<Tables>
  readonly memory: Pick<Memory, 'lookAround'>
}

/** The best people under all mutual filters, best first. */
export async function findCandidates(
  { db, memory }: Sources,
  search: Search,
  limit: number,
): Promise<Found[]> {
  const ready = await memory.lookAround(search)
  if (ready === undefined) return searchBySql(db, search, limit)
  const found = ready.index.find(search, ready.around, limit)
  const absent = absentLikers(ready)
  if (absent.length === 0) return found
  const veiled = await judgeBySql(db, search, absent)
  return [...found, ...veiled]
    .sort((one, other) => other.score - one.score || one.slot - other.slot)
    .slice(0, limit)
}

/** Those of these people who pass every filter, in the given order. */
export async function judgeCandidates(
  { db, memory }: Sources,
  search: Search,
  slots: readonly number[],
): Promise<Found[]> {
  const ready = await memory.lookAround(search)
  if (ready === undefined) return judgeBySql(db, search, slots)
  const found = ready.index.judge(search, ready.around, slots)
  const asked = new Set(slots)
  const absent = absentLikers(ready).filter((slot) => asked.has(slot))
  if (absent.length === 0) return found
  const veiled = await judgeBySql(db, search, absent)
  const bySlot = new Map([...found, ...veiled].map((one) => [one.slot, one]))
  return slots.flatMap((slot) => bySlot.get(slot) ?? [])
}

/** Those who like the viewer and are not in memory, which holds nobody who is incognito: the database judges them. */
const absentLikers = ({ index, around }: Ready): number[] =>
  [...around.likers].filter((slot) => !index.has(slot))

/** How many people each filter hides. */
export async function countPool({ db, memory }: Sources, search: Search, wider: Wider): Promise<PoolCounts> {
  const ready = await memory.lookAround({ ...search, maxKm: wider.maxKm })
  return ready === undefined
    ? countPoolBySql(db, search, wider)
    : ready.index.pool(search, ready.around, wider)
}
