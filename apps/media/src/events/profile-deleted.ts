import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume, dropPending } from '@kindred/events'
import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { forgetIdempotency } from '@kindred/service'

import type { MediaContext } from '../context.js'
import { savePendingRemovals } from '../store/pending-removals.js'
import { removePhotosOf } from '../store/photos.js'
import type { Tables, Trx } from '../store/schema.js'

/** Nothing of a person who left stays: the rows go here, the files with the next run of remove-pending. */
export const profileDeleted = consume<MediaContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  async (trx: Trx, { userId }, { clock }) => {
    await lockPeople(trx, userId)
    await saveDeparture(trx, userId, clock.now())
    const rows = await removePhotosOf(trx, userId)
    await savePendingRemovals(
      trx,
      rows.map((row) => row.storage_key),
    )
    await dropPending(trx, userId)
    await forgetIdempotency(trx, userId)
  },
)
