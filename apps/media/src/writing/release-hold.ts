import { releaseHeld } from '../store/held-photos.js'
import { savePendingRemovals } from '../store/pending-removals.js'
import type { Trx } from '../store/schema.js'

/** Ends a hold: files that nothing else needs go with the next run of the job remove-pending. */
export const releaseHold = async (trx: Trx, holdId: string): Promise<void> =>
  savePendingRemovals(trx, await releaseHeld(trx, holdId))
