import type { DiscoveryContext } from '../context.js'
import { windowStart } from '../domain/limits.js'
import { forgetKeptBlocks } from '../store/kept-block.js'
import { removeSealedWords } from '../store/sealed-words.js'
import { removeSuperlikesBefore } from '../store/superlike.js'

/** Rows that one statement removes. */
const atOnce = 1_000

/** What outlived a deletion: superlikes for as long as they count, blocks for 12 months after they were used last, words beside likes for 30 days. */
export async function forgetKept({ db, clock }: Pick<DiscoveryContext, 'db' | 'clock'>): Promise<void> {
  await removeSuperlikesBefore(db, windowStart(clock.now()))
  await forgetKeptBlocks(db, atOnce)
  await removeSealedWords(db)
}
