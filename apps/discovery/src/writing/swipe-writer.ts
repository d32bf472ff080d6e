import { Batches, type Kysely } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import { countedFrom, uncountedBelow } from '../domain/limits.js'
import type { Memory } from '../memory/memory.js'
import { type NewSwipe, recordSwipes } from '../store/pair.js'
import type { Tables } from '../store/schema.js'

/** Stores ordinary swipes, batched: those that come together share a statement. */
export interface SwipeWriter {
  /**
   * Resolves with true once the swipe is stored and memory has it, and with false, nothing stored, when it needs a transaction of its own.
   * Rejects when the caller goes away before its turn.
   */
  write(swipe: NewSwipe, signal?: AbortSignal): Promise<boolean>
}

interface SwipeWriterOptions {
  readonly db: Kysely<Tables>
  readonly memory: Pick<Memory, 'swipeBound' | 'swiped'>
  readonly log: Pick<Log, 'warn'>
  /** Swipes in 24 hours; 0 for no limit. */
  readonly limit: number
}

/** Longer than a statement takes that meets no lock. */
const patienceMs = 250

/** Stores one swipe at a time of each viewer, so that memory knows all of the viewer's earlier ones, and one at a time of each pair. */
export function createSwipeWriter({ db, memory, log, limit }: SwipeWriterOptions): SwipeWriter {
  const counted = countedFrom(limit)
  const uncounted = uncountedBelow(limit)

  async function run(swipes: readonly NewSwipe[]): Promise<boolean[]> {
    const isCounted = (viewer: number) => limit > 0 && (memory.swipeBound(viewer) ?? Infinity) >= uncounted
    try {
      const stored = await recordSwipes(
        db,
        swipes.map((swipe) => ({ ...swipe, fewerThan: isCounted(swipe.sides.viewer) ? counted : null })),
      )
      for (const [at, { sides }] of swipes.entries()) if (stored[at]) memory.swiped(sides.viewer, sides.other)
      return stored
    } catch (error) {
      // One of the swipes may have caused the failure: each is tried again in a transaction of its own, where one that was stored after all
      // counts as repeated.
      log.warn({ err: error, swipes: swipes.length }, 'a batch of swipes failed, each is tried alone')
      return swipes.map(() => false)
    }
  }

  const batches = new Batches({
    maxItems: 64,
    maxRunning: 4,
    patienceMs,
    keysOf: ({ sides }: NewSwipe) => [sides.viewer, `${sides.lower} ${sides.upper}`],
    run,
  })
  return { write: (swipe, signal) => (counted > 0 ? batches.add(swipe, signal) : Promise.resolve(false)) }
}
