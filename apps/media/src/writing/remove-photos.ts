import { dropPending } from '@kindred/events'
import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { forgetIdempotency } from '@kindred/service'

import { savePendingRemovals } from '../store/pending-removals.js'
import { removePhotosOf } from '../store/photos.js'
import type { Trx } from '../store/schema.js'

/** Removes all photos of a deleted account: the rows now, the files with the next run of the job remove-pending. */
export async function removePhotos(trx: Trx, ownerId: string, now: Date): Promise<void> {
  await lockPeople(trx, ownerId)
  await saveDeparture(trx, ownerId, now)
  const rows = await removePhotosOf(trx, ownerId)
  await savePendingRemovals(
    trx,
    rows.map((row) => row.storage_key),
  )
  await dropPending(trx, ownerId)
  await forgetIdempotency(trx, ownerId)
}
