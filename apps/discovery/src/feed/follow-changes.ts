import type { Database, Kysely } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import { type Change, changeChannel, type Position, readChanges } from '../store/change.js'
import type { Tables } from '../store/schema.js'

/** What follows the feed. */
export interface Follower {
  /** Follows from a place on; everything after it reaches `apply` once, in batches. */
  start(from: Position): Promise<void>
  /** Resolves when everything is applied that was committed before the call; at once before the start. */
  catchUp(): Promise<void>
  /** Whether it read the feed a moment ago: what other instances did since is little. */
  readonly isCurrent: boolean
  stop(): Promise<void>
}

export interface FollowerOptions {
  readonly database: Database<Tables>
  readonly log: Log
  /** By which the instance knows its own notifications. */
  readonly name: string
  apply(changes: readonly Change[]): Promise<void>
  /** Called when the feed no longer reaches back to where the follower stands. */
  lost(): void
  /** A lost notification costs at most this. */
  readonly pollMs?: number
}

/** Well below the time for which changes are kept. */
const maxPauseMs = 5 * 60_000

/** Two polls. */
const currentForMs = 1_000

/** How long changes stay in the feed. */
export const keptForMs = 15 * 60_000

/** A follower that stands nowhere yet. */
export function createFollower({
  database,
  log,
  name,
  apply,
  lost,
  pollMs = 500,
}: FollowerOptions): Follower {
  const db: Kysely<Tables> = database.db
  let position: Position | undefined
  let readAt = Date.now()
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let polling: NodeJS.Timeout | undefined
  let unlisten: (() => Promise<void>) | undefined

  async function read(): Promise<void> {
    if (position === undefined) return
    if (Date.now() - readAt > maxPauseMs) return lost()
    const { changes, position: behind } = await readChanges(db, position)
    if (changes.length > 0) await apply(changes)
    position = behind
    readAt = Date.now()
  }

  function catchUp(): Promise<void> {
    if (position === undefined) return Promise.resolve()
    // A reading that runs may have begun before the change: the caller waits for the next one, with all who ask meanwhile.
    if (running !== undefined) return (next ??= running.catch(() => undefined).then(begin))
    return begin()
  }

  function begin(): Promise<void> {
    next = undefined
    running = read().finally(() => (running = undefined))
    return running
  }

  const tryToCatchUp = (): void =>
    void catchUp().catch((error: unknown) => log.debug({ err: error }, 'the feed of changes is away'))

  /** Of its own swipes an instance knows; what else it changed is read with the next question, or a moment later. */
  const hear = (from: string): void => {
    if (from !== name) tryToCatchUp()
  }

  return {
    async start(from) {
      position = from
      readAt = Date.now()
      polling ??= setInterval(tryToCatchUp, pollMs)
      unlisten ??= await database.listen(changeChannel, hear, tryToCatchUp)
      await catchUp()
    },
    catchUp,
    get isCurrent() {
      return position !== undefined && Date.now() - readAt < currentForMs
    },
    async stop() {
      clearInterval(polling)
      position = undefined
      await unlisten?.()
      await running?.catch(() => undefined)
    },
  }
}
