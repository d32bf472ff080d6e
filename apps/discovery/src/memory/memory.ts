import type { Database } from '@kindred/db'
import { type Log, newId, pause } from '@kindred/kernel'
import type { Metrics } from '@kindred/runtime'

import type { Search } from '../domain/search.js'
import { type Announcer, createAnnouncer } from '../feed/announce-changes.js'
import { createFollower, type Follower } from '../feed/follow-changes.js'
import { findAround } from '../store/around.js'
import { findPosition } from '../store/change.js'
import type { Tables } from '../store/schema.js'
import { applyChanges } from './apply-changes.js'
import { loadPeople } from './load-people.js'
import { createPeopleIndex, type PeopleIndex } from './people-index.js'
import { type Around, Surroundings } from './surroundings.js'

/** `off` by configuration. */
type MemoryState = 'off' | 'loading' | 'ready'

interface MemoryOptions {
  readonly database: Database<Tables>
  readonly log: Log
  readonly metrics: Metrics
  /** 0 for no memory at all: the database answers everything. */
  readonly megabytes: number
}

/** What answers a search from memory, up to date. */
export interface Ready {
  readonly index: PeopleIndex
  readonly around: Around
}

const retryMs = 1_000

/** The people in memory, loaded in the background and kept up to date. */
export class Memory {
  readonly #options: MemoryOptions
  readonly #index: PeopleIndex
  readonly #stopping = new AbortController()
  readonly #surroundings: Surroundings
  readonly #follower: Follower
  readonly #announcer: Announcer
  readonly #countSearch: (path: 'memory' | 'sql') => void
  #state: MemoryState = 'off'
  #loading: Promise<void> | undefined

  constructor(options: MemoryOptions) {
    const { database, log, metrics, megabytes } = options
    this.#options = options
    this.#index = createPeopleIndex({ maxBytes: megabytes * 1_048_576 })
    this.#surroundings = new Surroundings((viewer) => findAround(database.db, viewer))
    const name = newId()
    this.#announcer = createAnnouncer(database.db, log, name)
    this.#follower = createFollower({
      database,
      log,
      name,
      apply: (changes) =>
        applyChanges(database.db, changes, { index: this.#index, surroundings: this.#surroundings }),
      lost: () => this.#begin(),
    })
    const searches = metrics.counter('discovery_searches_total', 'Questions to the pool by path', ['path'])
    this.#countSearch = (path) => searches.inc({ path })
    metrics.gauge('discovery_index_people', 'People in memory', () => this.#index.size)
    metrics.gauge('discovery_index_bytes', 'Bytes that they take', () => this.#index.bytes)
    if (megabytes > 0) this.#begin()
  }

  get state(): MemoryState {
    return this.#state
  }

  /** What answers a search; undefined when the database must answer it. */
  async lookAround(search: Search): Promise<Ready | undefined> {
    const ready = await this.#look(search)
    this.#countSearch(ready === undefined ? 'sql' : 'memory')
    return ready
  }

  /**
   * An upper bound of the number of the viewer's swipes, without those in flight and those that another instance stored in the last
   * seconds; undefined when memory does not know it, as before the viewer's first question.
   */
  swipeBound(viewer: number): number | undefined {
    return this.#isReady() && this.#follower.isCurrent ? this.#surroundings.seenBy(viewer) : undefined
  }

  /** Takes in a swipe before its answer goes out, and tells the other instances. */
  swiped(viewer: number, other: number): void {
    this.#surroundings.swiped(viewer, other)
    this.#announcer.announce()
  }

  /** Tells all instances that there are changes in the feed. */
  announce(): void {
    this.#announcer.announce()
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#announcer.stop()
    await this.#follower.stop()
    await this.#loading
  }

  async #look(search: Search): Promise<Ready | undefined> {
    if (!this.#isReady()) return undefined
    await this.#follower.catchUp()
    const around = await this.#surroundings.of(search.viewer.slot)
    // Checked last: what was just applied may have made the index drop a region.
    return this.#isReady() && this.#index.covers(search) ? { index: this.#index, around } : undefined
  }

  #isReady(): boolean {
    return this.#state === 'ready'
  }

  #begin(): void {
    this.#state = 'loading'
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined))
  }

  async #load(): Promise<void> {
    const { database, log } = this.#options
    const { signal } = this.#stopping
    do {
      try {
        const begun = Date.now()
        // Read before the people: a change that is made while they are read comes again through the feed.
        const position = await findPosition(database.db)
        this.#surroundings.clear()
        await loadPeople(database, this.#index, signal)
        await this.#follower.start(position)
        this.#state = 'ready'
        const { size: people, bytes } = this.#index
        return log.info({ people, bytes, ms: Date.now() - begun }, 'people are in memory')
      } catch (error) {
        if (signal.aborted) return
        log.warn({ err: error }, 'people could not be read into memory')
      }
    } while (await pause(retryMs, signal))
  }
}
