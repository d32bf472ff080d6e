import type { Database } from '@kindred/db'
import { type Log, shareRuns } from '@kindred/kernel'

import { type Change, changeChannel, changesKeptMs, type Position, readChanges } from '../store/change.js'
import type { Tables } from '../store/schema.js'

/** What follows the feed of changes. */
export interface Follower {
  /** Follows from a position on; everything after it reaches `apply` once, in batches. */
  start(from: Position): Promise<void>
  /** Resolves when everything is applied that was committed before the call; at once before the start. */
  catchUp(): Promise<void>
  /** Whether it read the feed a moment ago, so that it can have missed little of what other instances did. */
  readonly isCurrent: boolean
  stop(): Promise<void>
}

interface FollowerOptions {
  readonly database: Database<Tables>
  readonly log: Log
  /** The instance's name, by which it recognizes its own notifications. */
  readonly name: string
  apply(changes: readonly Change[]): Promise<void>
  /** Called when the feed may have dropped changes before they were read: the follower must be started again. */
  lost(): void
  /** How often the feed is read without a notification, and so the most that a lost one costs. */
  readonly pollMs?: number
}

/** After a longer pause between two readings the feed may have dropped changes; well below the time for which it keeps them. */
const maxPauseMs = changesKeptMs / 3

/** As long as two polls. */
const currentForMs = 1_000

/** A follower that is not started yet. */
export function createFollower(options: FollowerOptions): Follower {
  const { database, log, name, apply, lost, pollMs = 500 } = options
  let position: Position | undefined
  let readAt = Date.now()
  let polling: NodeJS.Timeout | undefined
  let unlisten: (() => Promise<void>) | undefined

  const catchUp = shareRuns(async () => {
    const from = position
    if (from === undefined) return
    if (Date.now() - readAt > maxPauseMs) return lost()
    const { changes, position: behind } = await readChanges(database.db, from)
    if (changes.length > 0) await apply(changes)
    // Unless the follower was stopped or started again in the meantime.
    if (position === from) position = behind
    readAt = Date.now()
  })

  const tryToCatchUp = (): void =>
    void catchUp().catch((error: unknown) => log.debug({ err: error }, 'the feed of changes cannot be read'))

  /** An instance has already applied its own swipes; what else it changed is read with the next question or poll. */
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
      // Waits for the reading that is running; the one after it reads nothing.
      await catchUp().catch(() => undefined)
    },
  }
}
