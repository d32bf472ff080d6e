import { PhotoRemoved } from '@kindred/contracts/media'
import { consume } from '@kindred/events'

import type { ProfileContext } from '../context.js'
import { countPhotoRemoval, findProfileForChange } from '../store/profiles.js'
import type { ProfileTables } from '../store/schema.js'
import { publishChanges } from '../writing/change-profile.js'

/** A photo that is gone drops out of its owner's order. */
export const photoRemoved = consume<ProfileContext, PhotoRemoved, ProfileTables>(
  PhotoRemoved,
  async (trx, event, { clock }) => {
    const row = await findProfileForChange(trx, event.ownerId)
    if (row === undefined) return
    await countPhotoRemoval(trx, event.ownerId)
    const photos = row.photos.filter((photo) => photo.media_id !== event.mediaId)
    if (photos.length < row.photos.length) await publishChanges(trx, event.ownerId, { photos }, clock.now())
  },
)
