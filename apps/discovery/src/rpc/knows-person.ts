import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { hasReason } from '../domain/visibility.js'
import { findOwnBlock } from '../store/block.js'
import { listWordsBetween } from '../store/sealed-words.js'
import { findBetween } from '../store/visibility.js'

/** All is asked at once, whatever any of it says: nobody takes as long as somebody. */
export const knowsPerson: Handler<DiscoveryContext, DiscoveryServiceService['knowsPerson']> = async (
  { db, clock },
  { userId, otherId },
) => {
  const [between, block, words] = await Promise.all([
    findBetween(db, userId, otherId),
    findOwnBlock(db, userId, otherId),
    listWordsBetween(db, userId, otherId),
  ])
  const known =
    hasReason(between, clock.now()) ||
    block !== undefined ||
    words.some(({ writer_id }) => writer_id === otherId)
  return {
    known,
    words: known
      ? words.map((row) => ({ writerId: row.writer_id, text: row.words, writtenAt: row.written_at }))
      : [],
  }
}
