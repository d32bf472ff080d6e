import type { Photo } from '@kindred/contracts/media'

import { putBack } from '../domain/photo-order.js'
import { isAsCompared } from '../domain/verification.js'
import { findProfileForChange, forgetUnchosen, type ProfileChanges } from '../store/profiles.js'
import type { PhotoSnapshot, ProfileRow, Trx } from '../store/schema.js'
import { saveVerification } from '../store/verifications.js'
import { publishChanges, withoutLostVerification } from './change-profile.js'

/** As many as a profile shows. */
const maxPhotos = 6

/**
 * Takes in a photo that media shows: one that was hidden at its place, one that had to wait for its first approval last. Where six are
 * there already the owner chooses, and one that was hidden without being shown stays as it was. Its owner may have left long ago.
 */
export async function takePhotoIn(
  trx: Trx,
  ownerId: string,
  photo: Photo | undefined,
  now: Date,
): Promise<void> {
  if (photo === undefined) return
  const row = await findProfileForChange(trx, ownerId)
  if (row === undefined || (await forgetUnchosen(trx, ownerId, photo.mediaId))) return
  if (row.photos.length >= maxPhotos) return
  if (row.photos.some(({ media_id: id }) => id === photo.mediaId)) return
  const { mediaId, thumbhash, width, height } = photo
  const photos = putBack(row.photos, { media_id: mediaId, thumbhash, width, height }, row.photo_order)
  await publishChanges(trx, ownerId, await withReturnedBadge(trx, row, photos, now), now)
}

/** The badge comes back when it fell for hidden photos alone and the person shows again what it was about. */
async function withReturnedBadge(
  trx: Trx,
  row: ProfileRow,
  photos: PhotoSnapshot[],
  now: Date,
): Promise<ProfileChanges> {
  if (row.verified) return withoutLostVerification(trx, row, { photos }, now)
  if (!isAsCompared(row.compared_photos, photos)) {
    const changes = await withoutLostVerification(trx, row, { photos }, now)
    return { ...changes, compared_photos: row.compared_photos }
  }
  const nobody = { moderator_id: null, case_id: null, reason: null }
  await saveVerification(trx, {
    user_id: row.user_id,
    verified: true,
    decided_at: now,
    ...nobody,
    changed: ['photos'],
  })
  return { photos, verified: true, shown_since: now }
}
