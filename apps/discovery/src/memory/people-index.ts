import type { PoolCounts, Wider } from '../domain/pool.js'
import { weightUnits } from '../domain/score.js'
import type { Found, Person, Search } from '../domain/search.js'
import { countPool } from './count-pool.js'
import { findBest } from './find-best.js'
import { makeLists } from './make-lists.js'
import type { Crowd } from './regions.js'
import { pageBits, pageMask, rowLength } from './row-layout.js'
import { Sieve } from './sieve.js'
import { Store } from './store.js'

export { bytesPerPerson } from './store.js'

/** The slots of the people who stand in a relation to the viewer. */
export interface Around {
  /** Swiped and blocked people, on whichever side: never shown again. */
  readonly seen: Iterable<number>
  /** Those of them whom a block keeps apart, whoever gave it: counted nowhere. */
  readonly apart: Iterable<number>
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
  /** False when people whom the search may reach are not held: the answer would not be exact. */
  covers(search: Search): boolean
  /** True when there may not be room for everybody. */
  readonly isLimited: boolean
  /** Begins to replace everybody; until that is finished the index answers from what it holds. */
  fill(): Filling
}

/** People on their way into an index: in any order, each once, sorted at the end. */
export interface Filling {
  /** Chooses whom there is room for, by where they are. */
  admit(crowds: readonly Crowd[]): void
  add(person: Person): void
  /** Puts these people in the place of those before. Who was put or removed since `fill` is as that said. */
  finish(signal: AbortSignal): Promise<void>
  /** To be called in any case. */
  end(): void
}

/** What an index is made with. */
export interface IndexOptions {
  /** How many slots it makes room for at once. */
  readonly capacity?: number
  /** Beyond this it holds only some regions of the world; see Regions. No limit unless told. */
  readonly maxBytes?: number
  /** For tests that break the search on purpose; see View. */
  readonly bound?: (units: number) => number
}

/** An empty index. */
export function createPeopleIndex(options: IndexOptions = {}): PeopleIndex {
  const { capacity = 0, maxBytes = Infinity, bound = (units) => units } = options
  const makeStore = (): Store => new Store(capacity, maxBytes)
  let store = makeStore()
  /** What changed since a filling began. */
  let changed: Changes | undefined
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
    put(person) {
      changed?.set(person.slot, person)
      store.put(person)
    },
    remove(slot) {
      changed?.set(slot, undefined)
      store.remove(slot)
    },
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
    pool(search, around, wider) {
      const sieve = look(search, around)
      store.apart.reset(store.rows.lastSlot)
      for (const slot of around.apart) store.apart.add(slot)
      return countPool(store, sieve, wider)
    },
    covers: (search) => store.regions.covers(search),
    isLimited: maxBytes < Infinity,
    fill() {
      const changes: Changes = new Map()
      changed = changes
      return startFilling(makeStore(), changes, {
        done: (next) => void (store = next),
        end: () => void (changed = changed === changes ? undefined : changed),
      })
    },
  }
}

type Changes = Map<number, Person | undefined>

interface FillingEvents {
  done(next: Store): void
  end(): void
}

function startFilling(next: Store, changes: Changes, events: FillingEvents): Filling {
  return {
    admit: (crowds) => next.admit(crowds),
    add: (person) => void next.write(person),
    async finish(signal) {
      await makeLists(next, signal)
      for (const [slot, person] of changes) {
        if (person) next.put(person)
        else next.remove(slot)
      }
      next.keepToLimit()
      events.done(next)
    },
    end: events.end,
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
