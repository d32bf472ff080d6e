import type { Kysely } from '@kindred/db'

import type { PoolCounts, Wider } from '../domain/pool.js'
import type { Found, Search } from '../domain/search.js'
import type { Memory } from '../memory/memory.js'
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
  return ready === undefined ? searchBySql(db, search, limit) : ready.index.find(search, ready.around, limit)
}

/** Those of these people who pass every filter, in the given order. */
export async function judgeCandidates(
  { db, memory }: Sources,
  search: Search,
  slots: readonly number[],
): Promise<Found[]> {
  const ready = await memory.lookAround(search)
  return ready === undefined ? judgeBySql(db, search, slots) : ready.index.judge(search, ready.around, slots)
}

/** How many people each filter hides. */
export async function countPool({ db, memory }: Sources, search: Search, wider: Wider): Promise<PoolCounts> {
  const ready = await memory.lookAround({ ...search, maxKm: wider.maxKm })
  return ready === undefined
    ? countPoolBySql(db, search, wider)
    : ready.index.pool(search, ready.around, wider)
}
