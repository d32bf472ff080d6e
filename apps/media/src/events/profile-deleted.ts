import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume, dropPending } from '@kindred/events'
import { forgetIdempotency } from '@kindred/service'

import { type MediaContext } from '../context.js'
import { digestOf } from '../domain/departed.js'
import { saveDeparted } from '../store/departed.js'
import { savePendingRemovals } from '../store/pending-removals.js'
import { lockOwner, removePhotosOf } from '../store/photos.js'
import { type Tables, type Trx } from '../store/schema.js'

/** Nothing of a person who left stays: the rows go here, the files with the next run of remove-pending. */
export const profileDeleted = consume<MediaContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  async (trx: Trx, { userId }, { clock }) => {
    await lockOwner(trx, userId)
    await saveDeparted(trx, digestOf(userId), clock.now())
    const rows = await removePhotosOf(trx, userId)
    await savePendingRemovals(
      trx,
      rows.map((row) => row.storage_key),
    )
    await dropPending(trx, userId)
    await forgetIdempotency(trx, userId)
  },
)
