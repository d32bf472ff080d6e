import { type Database, transact } from '@kindred/db'
import { systemClock } from '@kindred/kernel'
import { createMetrics } from '@kindred/runtime'

import type { DiscoveryContext } from '../src/context.js'
import { findCandidates } from '../src/deck/candidates.js'
import { defaultLimits, type Limits } from '../src/domain/limits.js'
import { createPaces } from '../src/domain/pace.js'
import { sidesOf, type Swipe } from '../src/domain/pair.js'
import type { Found, Search } from '../src/domain/search.js'
import { loadPeople } from '../src/memory/load-people.js'
import { Memory } from '../src/memory/memory.js'
import { createPeopleIndex, type PeopleIndex } from '../src/memory/people-index.js'
import type { Tables } from '../src/store/schema.js'
import { searchBySql } from '../src/store/search.js'
import { applySwipe } from '../src/writing/apply-swipe.js'
import { createSwipeWriter } from '../src/writing/swipe-writer.js'
import { silent } from './house.js'
import type { People } from './people.js'
import { personOf } from './questions.js'
import { userIdOf } from './rows.js'

// Everything of discovery that is measured, in one place: what changes there is followed here.

export { foldTallies } from '../src/store/tally.js'
export { findSwipePeople } from '../src/store/viewer.js'

/** Whom a viewer has dealt with, as the service hands them to the index. */
export interface Around {
  readonly seen: readonly number[]
  readonly apart: readonly number[]
  readonly likers: readonly number[]
}

/** The SQL path. */
export const findBySql = (database: Database<Tables>, search: Search, limit: number): Promise<Found[]> =>
  searchBySql(database.db, search, limit)

/** The memory path at the index: whom the viewer has dealt with is there already. */
export const findInMemory = (index: PeopleIndex, search: Search, around: Around, limit: number): Found[] =>
  index.find(search, around, limit)

/** An index of the people as they were made up, without a database. */
export function fillIndex(people: People): PeopleIndex {
  const index = createPeopleIndex({ capacity: people.count })
  for (let slot = 1; slot <= people.count; slot++)
    if (people.paused[slot] === 0 && people.activeHour[slot]! > people.nowHour - 720)
      index.put(personOf(people, slot))
  return index
}

/** An index as the service fills it from the database. */
export async function loadIndex(database: Database<Tables>): Promise<PeopleIndex> {
  const index = createPeopleIndex()
  await loadPeople(database, index, new AbortController().signal)
  return index
}

/** What answers a request, without its wire: from memory where it can. */
export const findInService = (
  { pool, memory }: { readonly pool: Database<Tables>; readonly memory: Memory },
  search: Search,
  limit: number,
): Promise<Found[]> => findCandidates({ db: pool.db, memory }, search, limit)

/** The people in the memory of an instance. */
export async function loadMemory(database: Database<Tables>): Promise<Memory> {
  const memory = openMemory(database, 4_096)
  while (memory.state !== 'ready') await new Promise((resolve) => setTimeout(resolve, 5))
  return memory
}

/** No memory: the database answers everything. */
export const openNoMemory = (database: Database<Tables>): Memory => openMemory(database, 0)

const openMemory = (database: Database<Tables>, megabytes: number): Memory =>
  new Memory({ database, log: silent, metrics: createMetrics('bench'), megabytes })

/** Nobody follows who may see whom. */
const unwatched: DiscoveryContext['sight'] = {
  follow: () => () => undefined,
  refresh: () => Promise.resolve(),
  close: () => Promise.resolve(),
}

/** What swipes need, on the database and the memory of a site. */
export const openContext = (
  { db }: Database<Tables>,
  memory: Memory,
  limits: Limits = defaultLimits,
): DiscoveryContext => ({
  db,
  memory,
  limits,
  paces: createPaces(),
  log: silent,
  metrics: createMetrics('bench'),
  clock: systemClock,
  sight: unwatched,
  whenDelivered: () => Promise.resolve(true),
  swipes: createSwipeWriter({ db, memory, log: silent, limit: limits.swipes }),
})

/** Who swipes on whom; now, unless told otherwise. */
export interface BenchSwipe {
  readonly viewer: number
  readonly target: number
  readonly kind: Swipe
  readonly now?: Date
}

/** A swipe with match detection, as a request makes it after the viewer and the target are known. True when it went the short way. */
export async function swipe(
  context: DiscoveryContext,
  { viewer, target, kind, now = new Date() }: BenchSwipe,
): Promise<boolean> {
  const isShort = await context.swipes.write({
    sides: sidesOf(viewer, target),
    swipe: kind,
    message: null,
    now,
  })
  if (!isShort) {
    const request = { viewer, targetId: userIdOf(target), swipe: kind, message: null, now }
    await transact(context.db, (trx) => applySwipe(trx, context.limits, request))
    context.memory.swiped(viewer, target)
  }
  return isShort
}
