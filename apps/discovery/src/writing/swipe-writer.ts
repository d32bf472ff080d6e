import { Batches, type Kysely } from '@kindred/db'
import type { Log } from '@kindred/kernel'

import type { Deck } from '../deck/candidates.js'
import { countedFrom, uncountedBelow } from '../domain/pair.js'
import { type NewSwipe, recordSwipes } from '../store/pair.js'
import type { Tables } from '../store/schema.js'

/** Stores swipes that are nothing special, those that come together in one statement. */
export interface Swipes {
  /**
   * False, and nothing stored, when a transaction of its own must look closer; true when the deck knows of the swipe, too. Rejects when the
   * caller goes away before its turn.
   */
  store(swipe: NewSwipe, signal?: AbortSignal): Promise<boolean>
}

export interface SwipesOptions {
  readonly db: Kysely<Tables>
  readonly deck: Pick<Deck, 'swipesAtMost' | 'swiped'>
  readonly log: Pick<Log, 'warn'>
  /** In 24 hours; 0 for no limit. */
  readonly limit: number
}

/** Longer than a statement takes that meets no lock. */
const patienceMs = 250

/** One at a time of each viewer, so that memory knows all of the viewer's swipes, and of each two people. */
export function createSwipes({ db, deck, log, limit }: SwipesOptions): Swipes {
  const counted = countedFrom(limit)
  const uncounted = uncountedBelow(limit)

  async function run(swipes: readonly NewSwipe[]): Promise<boolean[]> {
    const isCounted = (viewer: number) => limit > 0 && (deck.swipesAtMost(viewer) ?? Infinity) >= uncounted
    try {
      const stored = await recordSwipes(
        db,
        swipes.map((swipe) => ({ ...swipe, fewerThan: isCounted(swipe.seats.viewer) ? counted : null })),
      )
      for (const [at, { seats }] of swipes.entries()) if (stored[at]) deck.swiped(seats.viewer, seats.other)
      return stored
    } catch (error) {
      // It may be about one of them: each finds out in a transaction of its own. What was stored nevertheless is a repeated swipe there.
      log.warn({ err: error, swipes: swipes.length }, 'swipes were not stored together')
      return swipes.map(() => false)
    }
  }

  const batches = new Batches({
    most: 64,
    atOnce: 4,
    patienceMs,
    keysOf: ({ seats }: NewSwipe) => [seats.viewer, `${seats.lower} ${seats.upper}`],
    run,
  })
  return { store: (swipe, signal) => (counted > 0 ? batches.add(swipe, signal) : Promise.resolve(false)) }
}
