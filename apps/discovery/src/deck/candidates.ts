import type { Database } from '@kindred/db'
import type { Log } from '@kindred/kernel'
import type { Metrics } from '@kindred/runtime'

import type { PoolCounts, Wider } from '../domain/pool.js'
import type { Found, Search } from '../domain/search.js'
import { Memory, type MemoryState } from '../memory/memory.js'
import { countPoolBySql } from '../store/pool.js'
import type { Tables } from '../store/schema.js'
import { judgeBySql, searchBySql } from '../store/search.js'

/** Which of the two paths answers: the people in memory, or the database by itself. Their answers are the same. */
export type Path = 'memory' | 'sql'

/** The one door to the pool of candidates. `path` is for tests and tools; without it memory answers whenever it can. */
export interface Deck {
  /** The best people under all mutual filters, best first. */
  findCandidates(search: Search, limit: number, path?: Path): Promise<Found[]>
  /** Of these people those who pass every filter, in the order given. */
  judge(search: Search, slots: readonly number[], path?: Path): Promise<Found[]>
  /** How many people each filter hides. */
  countPool(search: Search, wider: Wider, path?: Path): Promise<PoolCounts>
  /**
   * How often the viewer swiped at most, but for what is under way and what another instance stored in the last seconds; undefined when
   * memory does not know, as before the viewer's first question.
   */
  swipesAtMost(viewer: number): number | undefined
  /** Takes in a swipe before its answer goes out, and tells the other instances. */
  swiped(viewer: number, other: number): void
  /** Tells all instances that there are changes in the feed. */
  announce(): void
  readonly state: MemoryState
  stop(): Promise<void>
}

export interface DeckOptions {
  readonly database: Database<Tables>
  readonly log: Log
  readonly metrics: Metrics
  readonly indexMegabytes: number
}

/** A deck that begins to load its memory at once and is answered by SQL until then. */
export function createDeck({ database, log, metrics, indexMegabytes }: DeckOptions): Deck {
  const { db } = database
  const memory = new Memory({ database, log, maxBytes: indexMegabytes * 1_048_576 })
  const asked = metrics.counter('discovery_searches_total', 'Questions to the pool by path', ['path'])
  metrics.gauge('discovery_index_people', 'People in memory', () => memory.index.size)
  metrics.gauge('discovery_index_bytes', 'Bytes that they take', () => memory.index.bytes)

  async function answer<T>(
    search: Search,
    path: Path | undefined,
    ask: {
      memory: (ready: NonNullable<Awaited<ReturnType<Memory['lookAround']>>>) => T
      sql: () => Promise<T>
    },
  ): Promise<T> {
    const ready = path === 'sql' ? undefined : await memory.lookAround(search)
    asked.inc({ path: ready === undefined ? 'sql' : 'memory' })
    return ready === undefined ? ask.sql() : ask.memory(ready)
  }

  return {
    findCandidates: (search, limit, path) =>
      answer(search, path, {
        memory: ({ index, around }) => index.find(search, around, limit),
        sql: () => searchBySql(db, search, limit),
      }),
    judge: (search, slots, path) =>
      answer(search, path, {
        memory: ({ index, around }) => index.judge(search, around, slots),
        sql: () => judgeBySql(db, search, slots),
      }),
    countPool: (search, wider, path) =>
      answer({ ...search, maxKm: wider.maxKm }, path, {
        memory: ({ index, around }) => index.pool(search, around, wider),
        sql: () => countPoolBySql(db, search, wider),
      }),
    swipesAtMost: (viewer) => memory.swipesAtMost(viewer),
    swiped: (viewer, other) => memory.swiped(viewer, other),
    announce: () => memory.announce(),
    get state() {
      return memory.state
    },
    stop: () => memory.stop(),
  }
}
