import { type Database, type Kysely } from '@kindred/db'
import { type Log } from '@kindred/runtime'

import { type Change, changeChannel, notify, type Position, readChanges } from '../store/change.js'
import { type Tables } from '../store/schema.js'

/** What follows the feed. */
export interface Follower {
  /** Follows from a place on; everything after it reaches `apply` once, in batches. */
  start(from: Position): Promise<void>
  /** Resolves when everything is applied that was committed before the call; at once before the start. */
  catchUp(): Promise<void>
  /** Tells the other instances, a moment later and for many changes at once. */
  announce(): void
  stop(): Promise<void>
}

export interface FollowerOptions {
  readonly database: Database<Tables>
  readonly log: Log
  apply(changes: readonly Change[]): Promise<void>
  /** Called when the feed no longer reaches back to where the follower stands. */
  lost(): void
}

/** A lost notification costs at most this. */
const pollMs = 500
const announceMs = 25
/** Well below the time for which changes are kept. */
const mostPauseMs = 5 * 60_000

/** How long changes stay in the feed. */
export const keptForMs = 15 * 60_000

/** A follower that stands nowhere yet. */
export function createFollower({ database, log, apply, lost }: FollowerOptions): Follower {
  const db: Kysely<Tables> = database.db
  let position: Position | undefined
  let readAt = Date.now()
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let announcing: NodeJS.Timeout | undefined
  let polling: NodeJS.Timeout | undefined
  let unlisten: (() => Promise<void>) | undefined

  async function read(): Promise<void> {
    if (position === undefined) return
    if (Date.now() - readAt > mostPauseMs) return lost()
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

  return {
    async start(from) {
      position = from
      readAt = Date.now()
      polling ??= setInterval(tryToCatchUp, pollMs)
      unlisten ??= await database.listen(changeChannel, tryToCatchUp, tryToCatchUp)
      await catchUp()
    },
    catchUp,
    announce() {
      announcing ??= setTimeout(() => {
        announcing = undefined
        notify(db).catch((error: unknown) => log.debug({ err: error }, 'a notification was not sent'))
      }, announceMs)
    },
    async stop() {
      clearInterval(polling)
      clearTimeout(announcing)
      position = undefined
      await unlisten?.()
      await running?.catch(() => undefined)
    },
  }
}
