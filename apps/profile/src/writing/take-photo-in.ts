import type { Photo } from '@kindred/contracts/media'

import { findProfileForChange } from '../store/profiles.js'
import type { Trx } from '../store/schema.js'
import { publishChanges, withoutLostVerification } from './change-profile.js'

/** As many as a profile shows. */
const maxPhotos = 6

/** Puts a photo that had to wait for its approval last, where there is room: its owner may have left long ago. */
export async function takePhotoIn(
  trx: Trx,
  ownerId: string,
  photo: Photo | undefined,
  now: Date,
): Promise<void> {
  if (photo === undefined) return
  const row = await findProfileForChange(trx, ownerId)
  if (row === undefined || row.photos.length >= maxPhotos) return
  if (row.photos.some(({ media_id: id }) => id === photo.mediaId)) return
  const { mediaId, thumbhash, width, height } = photo
  const photos = [...row.photos, { media_id: mediaId, thumbhash, width, height }]
  await publishChanges(trx, ownerId, await withoutLostVerification(trx, row, { photos }, now), now)
}
