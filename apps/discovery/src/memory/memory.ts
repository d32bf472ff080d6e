import { setTimeout as pause } from 'node:timers/promises'

import type { Database } from '@kindred/db'
import { type Log, newId } from '@kindred/kernel'

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

/** How far the memory is: `off` by configuration. */
export type MemoryState = 'off' | 'loading' | 'ready'

export interface MemoryOptions {
  readonly database: Database<Tables>
  readonly log: Log
  /** 0 for no memory at all. */
  readonly maxBytes: number
}

/** How long to wait before a load is tried again. */
const retryMs = 1_000

/** The people in memory, loaded in the background and kept up to date. */
export class Memory {
  /** The people in it. */
  readonly index: PeopleIndex
  readonly #options: MemoryOptions
  readonly #stopping = new AbortController()
  readonly #surroundings: Surroundings
  readonly #follower: Follower
  readonly #announcer: Announcer
  #state: MemoryState = 'off'
  #loading: Promise<void> | undefined

  constructor(options: MemoryOptions) {
    const { database, log, maxBytes } = options
    this.#options = options
    this.index = createPeopleIndex({ maxBytes })
    this.#surroundings = new Surroundings((viewer) => findAround(database.db, viewer))
    const name = newId()
    this.#announcer = createAnnouncer(database.db, log, name)
    this.#follower = createFollower({
      database,
      log,
      name,
      apply: (changes) =>
        applyChanges(database.db, changes, { index: this.index, surroundings: this.#surroundings }),
      lost: () => this.#begin(),
    })
    if (maxBytes > 0) this.#begin()
  }

  get state(): MemoryState {
    return this.#state
  }

  /** Everything that answers a search, up to date; undefined when the database must answer it. */
  async lookAround(search: Search): Promise<{ index: PeopleIndex; around: Around } | undefined> {
    if (this.#state !== 'ready') return undefined
    await this.#follower.catchUp()
    const around = await this.#surroundings.of(search.viewer.slot)
    // Looked at last: a change may have brought people for whom there is no room.
    return this.#state === 'ready' && this.index.covers(search) ? { index: this.index, around } : undefined
  }

  /** How often the viewer swiped at most, when that is known. */
  swipesAtMost(viewer: number): number | undefined {
    return this.#state === 'ready' && this.#follower.isCurrent ? this.#surroundings.seenBy(viewer) : undefined
  }

  /** Takes in a swipe at once, and tells the other instances. */
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

  #begin(): void {
    this.#state = 'loading'
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined))
  }

  async #load(): Promise<void> {
    const { database, log } = this.#options
    const { signal } = this.#stopping
    while (!signal.aborted) {
      try {
        const begun = Date.now()
        // Whatever changes while the people are read comes again by the feed.
        const position = await findPosition(database.db)
        this.#surroundings.clear()
        await loadPeople(database, this.index, signal)
        await this.#follower.start(position)
        this.#state = 'ready'
        const { size: people, bytes } = this.index
        return log.info({ people, bytes, ms: Date.now() - begun }, 'people are in memory')
      } catch (error) {
        if (signal.aborted) return
        log.warn({ err: error }, 'people could not be read into memory')
        await pause(retryMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}
