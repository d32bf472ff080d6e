import { countPhotoRemoval, findProfileForChange } from '../store/profiles.js'
import type { Trx } from '../store/schema.js'
import { publishChanges, withoutLostVerification } from './change-profile.js'

/** Drops a photo that media removed out of its owner's order. */
export async function dropPhoto(trx: Trx, ownerId: string, mediaId: string, now: Date): Promise<void> {
  const row = await findProfileForChange(trx, ownerId)
  if (row === undefined) return
  await countPhotoRemoval(trx, ownerId)
  const photos = row.photos.filter((photo) => photo.media_id !== mediaId)
  if (photos.length === row.photos.length) return
  await publishChanges(trx, ownerId, await withoutLostVerification(trx, row, { photos }, now), now)
}
