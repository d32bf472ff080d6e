import { orderWith } from '../domain/photo-order.js'
import {
  countPhotoRemoval,
  findProfileForChange,
  forgetUnchosen,
  type ProfileChanges,
  saveUnchosen,
} from '../store/profiles.js'
import type { ProfileRow, Trx } from '../store/schema.js'
import { publishChanges, withoutLostVerification } from './change-profile.js'

/** A photo that media takes away. */
export interface DroppedPhoto {
  readonly ownerId: string
  readonly mediaId: string
  /** It may be shown again, and then takes its place and brings back the badge that fell with it. */
  readonly hidden: boolean
}

/** Drops a photo that media hid or removed out of its owner's order. */
export async function dropPhoto(
  trx: Trx,
  { ownerId, mediaId, hidden }: DroppedPhoto,
  now: Date,
): Promise<void> {
  const row = await findProfileForChange(trx, ownerId)
  if (row === undefined) return
  await countPhotoRemoval(trx, ownerId)
  const photos = row.photos.filter((photo) => photo.media_id !== mediaId)
  if (photos.length === row.photos.length) {
    await (hidden ? saveUnchosen : forgetUnchosen)(trx, ownerId, mediaId)
    return
  }
  const changes = await withoutLostVerification(trx, row, { photos }, now)
  await publishChanges(trx, ownerId, { ...changes, ...keptFor(row, hidden) }, now)
}

/** Whoever waits for the return of another photo goes on waiting when this one is gone for good. */
function keptFor(row: ProfileRow, hidden: boolean): ProfileChanges {
  const order = hidden ? { photo_order: orderWith(row.photo_order, row.photos) } : {}
  return hidden || !row.verified ? { ...order, compared_photos: row.compared_photos } : order
}
