import { MarkRaised } from '@kindred/contracts/discovery'
import type { Transaction } from '@kindred/db'
import { publish } from '@kindred/events'

import { isHasty, type Pace } from '../domain/pace.js'
import { addPaces, markTold } from '../store/pace.js'
import type { Tables } from '../store/schema.js'

/** Adds up what this instance counted with what others did, and tells safety once a minute of whoever likes without looking. */
export async function tellHastyLikes(
  trx: Transaction<Tables>,
  paces: readonly Pace[],
  now: Date,
): Promise<void> {
  for (const pace of await addPaces(trx, paces)) {
    if (pace.told || !isHasty(pace)) continue
    await markTold(trx, pace)
    const { userId, likes: count } = pace
    await publish(trx, MarkRaised, userId, { userId, kind: 'HASTY_LIKES', count, raisedAt: now })
  }
}
