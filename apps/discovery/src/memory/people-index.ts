import type { PoolCounts, Wider } from '../domain/pool.js'
import { weightUnits } from '../domain/score.js'
import type { Found, Person, Search } from '../domain/search.js'
import { countPool } from './count-pool.js'
import { findBest } from './find-best.js'
import { HeldPeople } from './held-people.js'
import { makeLists } from './make-lists.js'
import type { Crowd } from './regions.js'
import { pageBits, pageMask, rowLength } from './row-layout.js'
import { Sieve } from './sieve.js'

export { bytesPerPerson } from './held-people.js'

/** The slots of people by their relation to a viewer. */
export interface Around {
  /** Those on whom the viewer swiped and those of a block, whoever gave it: never shown again. */
  readonly seen: Iterable<number>
  /** Those of a block alone: counted nowhere. */
  readonly apart: Iterable<number>
  /** Those whose like has no answer yet. */
  readonly likers: Iterable<number>
}

/** The people of the pool in memory. */
export interface PeopleIndex {
  readonly size: number
  /** The bytes of its columns, lists and tables. */
  readonly bytes: number
  /** Adds a person, or replaces what is known of the slot. */
  put(person: Person): void
  /** Forgets a person, known or not. */
  remove(slot: number): void
  has(slot: number): boolean
  /** The best of those who pass every filter, best first. */
  find(search: Search, around: Around, limit: number): Found[]
  /** Those of these people who pass every filter, in the given order. */
  judge(search: Search, around: Around, slots: Iterable<number>): Found[]
  /** Counts how many people each filter hides. */
  pool(search: Search, around: Around, wider: Wider): PoolCounts
  /** False when the index does not hold everybody whom the search may reach: its answer would not be exact. */
  covers(search: Search): boolean
  /** True when there may not be room for everybody. */
  readonly isLimited: boolean
  /** Begins to replace everybody; until that has finished the index answers from what it held. */
  fill(): Filling
}

/** Fills an index: people are added in any order, each once, and sorted at the end. */
export interface Filling {
  /** Chooses the regions that fit into memory, by the number of people in each cell; people elsewhere are not held. */
  admit(crowds: readonly Crowd[]): void
  add(person: Person): void
  /** Replaces the people whom the index held. Changes made since `fill` win over what was added. */
  finish(signal: AbortSignal): Promise<void>
  /** Must be called in any case, also after a failure. */
  end(): void
}

/** The settings of an index. */
export interface IndexOptions {
  /** The number of slots that get room at once. */
  readonly capacity?: number
  /** Above this it holds only some regions of the world, see Regions; unlimited by default. */
  readonly maxBytes?: number
  /** Lets a test break the search on purpose; see View. */
  readonly bound?: (units: number) => number
}

/** Creates an empty index. */
export function createPeopleIndex(options: IndexOptions = {}): PeopleIndex {
  const { capacity = 0, maxBytes = Infinity, bound = (units) => units } = options
  const makeHeld = (): HeldPeople => new HeldPeople(capacity, maxBytes)
  let held = makeHeld()
  /** The changes since a filling began. */
  let changed: Changes | undefined
  const look = (search: Search, around: Around): Sieve => {
    held.hidden.reset(held.rows.lastSlot)
    for (const slot of around.seen) held.hidden.add(slot)
    return new Sieve(search, held.rows, held.places.cells)
  }
  return {
    get size() {
      return held.rows.size
    },
    get bytes() {
      return held.bytes
    },
    put(person) {
      changed?.set(person.slot, person)
      held.put(person)
    },
    remove(slot) {
      changed?.set(slot, undefined)
      held.remove(slot)
    },
    has: (slot) => held.rows.rowOf(slot) > 0,
    find(search, around, limit) {
      const sieve = look(search, around)
      held.hidden.add(search.viewer.slot)
      return findBest({ held, sieve, likers: around.likers, bound }, limit)
    },
    judge(search, around, slots) {
      const sieve = look(search, around)
      held.hidden.add(search.viewer.slot)
      return judgeAll(held, sieve, new Set(around.likers), slots)
    },
    pool(search, around, wider) {
      const sieve = look(search, around)
      held.apart.reset(held.rows.lastSlot)
      for (const slot of around.apart) held.apart.add(slot)
      return countPool(held, sieve, wider)
    },
    covers: (search) => held.regions.covers(search),
    isLimited: maxBytes < Infinity,
    fill() {
      const changes: Changes = new Map()
      changed = changes
      return startFilling(makeHeld(), changes, {
        done: (next) => void (held = next),
        end: () => void (changed = changed === changes ? undefined : changed),
      })
    },
  }
}

type Changes = Map<number, Person | undefined>

interface FillingEvents {
  done(next: HeldPeople): void
  end(): void
}

function startFilling(next: HeldPeople, changes: Changes, events: FillingEvents): Filling {
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

function judgeAll(
  held: HeldPeople,
  sieve: Sieve,
  likers: ReadonlySet<number>,
  slots: Iterable<number>,
): Found[] {
  const found: Found[] = []
  for (const slot of slots) {
    const row = held.rows.rowOf(slot)
    if (row === 0 || held.hidden.has(slot)) continue
    const page = held.rows.pages[row >>> pageBits]!
    const at = (row & pageMask) * rowLength
    if (!sieve.passes(page, at)) continue
    const liked = likers.has(slot) ? weightUnits.liked_you : 0
    found.push({ slot, score: sieve.score(page, at) + liked, km: sieve.kilometres(page, at) })
  }
  return found
}
