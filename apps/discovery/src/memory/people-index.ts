import { weightUnits } from '../domain/score.js'
import { type Found, type Person, type Search } from '../domain/search.js'
import { countPool, type PoolCounts, type Wider } from './count-pool.js'
import { findBest } from './find-best.js'
import { pageBits, pageMask, rowLength } from './rows.js'
import { Sieve } from './sieve.js'
import { Store } from './store.js'

export { type PoolCode, type PoolCounts, type Wider } from './count-pool.js'

/** The slots of the people who stand in a relation to the viewer. */
export interface Around {
  /** Swiped and blocked people, on whichever side: never shown again. */
  readonly seen: Iterable<number>
  /** Who liked the viewer and waits for an answer. */
  readonly likers: Iterable<number>
}

/** The people of the pool in memory. */
export interface PeopleIndex {
  readonly size: number
  /** What its columns, lists and tables hold. */
  readonly bytes: number
  /** Adds a person, or replaces what is known of the slot. */
  put(person: Person): void
  /** Forgets a person, known or not. */
  remove(slot: number): void
  has(slot: number): boolean
  /** The best of those who pass every filter, in order. */
  find(search: Search, around: Around, limit: number): Found[]
  /** Of these people those who pass every filter, in the order given. */
  judge(search: Search, around: Around, slots: Iterable<number>): Found[]
  /** Why there are so few. */
  pool(search: Search, around: Around, wider: Wider): PoolCounts
  /** False when people whom the search may reach are not held in memory. */
  covers(search: Search): boolean
}

/** What an index is made with. */
export interface IndexOptions {
  /** How many slots it makes room for at once. */
  readonly capacity?: number
  /** For tests that break the search on purpose; see View. */
  readonly bound?: (units: number) => number
}

/** An empty index. */
export function createPeopleIndex(options: IndexOptions = {}): PeopleIndex {
  const store = new Store(options.capacity)
  const { bound = (units) => units } = options
  const look = (search: Search, around: Around): Sieve => {
    store.hidden.reset(store.rows.lastSlot)
    for (const slot of around.seen) store.hidden.add(slot)
    return new Sieve(search, store.rows, store.places.cells)
  }
  return {
    get size() {
      return store.rows.size
    },
    get bytes() {
      return store.bytes
    },
    put: (person) => store.put(person),
    remove: (slot) => store.remove(slot),
    has: (slot) => store.rows.rowOf(slot) > 0,
    find(search, around, limit) {
      const sieve = look(search, around)
      store.hidden.add(search.viewer.slot)
      return findBest({ store, sieve, likers: around.likers, bound }, limit)
    },
    judge(search, around, slots) {
      const sieve = look(search, around)
      store.hidden.add(search.viewer.slot)
      return judgeAll(store, sieve, new Set(around.likers), slots)
    },
    pool: (search, around, wider) => countPool(store, look(search, around), wider),
    covers: () => true,
  }
}

function judgeAll(store: Store, sieve: Sieve, likers: ReadonlySet<number>, slots: Iterable<number>): Found[] {
  const found: Found[] = []
  for (const slot of slots) {
    const row = store.rows.rowOf(slot)
    if (row === 0 || store.hidden.has(slot)) continue
    const page = store.rows.pages[row >>> pageBits]!
    const at = (row & pageMask) * rowLength
    if (!sieve.passes(page, at)) continue
    const liked = likers.has(slot) ? weightUnits.liked_you : 0
    found.push({ slot, score: sieve.score(page, at) + liked, km: sieve.kilometres(page, at) })
  }
  return found
}
