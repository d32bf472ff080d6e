import type { DiscoveryContext } from '../context.js'
import { windowStart } from '../domain/limits.js'
import { forgetKeptBlocks } from '../store/kept-block.js'
import { removeSealedWords } from '../store/sealed-words.js'
import { removeSuperlikesBefore } from '../store/superlike.js'

/** Rows that one statement removes. */
const atOnce = 1_000

/**
 * Removes what outlives a deletion once its time is over: superlikes that no longer count, blocks 12 months after their last use, and words
 * beside likes after 30 days.
 */
export async function forgetKept({ db, clock }: Pick<DiscoveryContext, 'db' | 'clock'>): Promise<void> {
  await removeSuperlikesBefore(db, windowStart(clock.now()))
  await forgetKeptBlocks(db, atOnce)
  await removeSealedWords(db)
}
