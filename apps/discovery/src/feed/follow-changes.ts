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
  /** By which the instance knows its own notifications. */
  readonly name: string
  apply(changes: readonly Change[]): Promise<void>
  /** Called when changes may have left the feed unread: the follower must be started anew. */
  lost(): void
  /** A lost notification costs at most this. */
  readonly pollMs?: number
}

/** A longer pause between two readings may have missed changes; well below the time for which they are kept. */
const maxPauseMs = changesKeptMs / 3

/** Two polls. */
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
    // Unless it was stopped or started anew meanwhile.
    if (position === from) position = behind
    readAt = Date.now()
  })

  const tryToCatchUp = (): void =>
    void catchUp().catch((error: unknown) => log.debug({ err: error }, 'the feed of changes is away'))

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
      // The reading that goes on, and one that reads nothing.
      await catchUp().catch(() => undefined)
    },
  }
}
