import { PhotoApproved, PhotoHeld, PhotoRejected, PhotoRemoved } from '@kindred/contracts/media'
import { publish } from '@kindred/events'

import type { PhotoState } from '../domain/photo-state.js'
import type { PhotoRow, Trx } from '../store/schema.js'

/** Tells of where a photo stands now, if that is news. */
export async function tellState(trx: Trx, photo: PhotoRow, before?: PhotoState): Promise<void> {
  if (before?.status === photo.status && before.reason === photo.reason) return
  const { id: mediaId, owner_id: ownerId, status, reason } = photo
  if (before?.status === 'APPROVED')
    await publish(trx, PhotoRemoved, ownerId, { mediaId, ownerId, hidden: true })
  if (status === 'APPROVED') {
    const { thumbhash, width, height } = photo
    const shown = { mediaId, ownerId, thumbhash, width, height, urls: undefined }
    await publish(trx, PhotoApproved, ownerId, { mediaId, ownerId, ...(before && { photo: shown }) })
  }
  if (status === 'PENDING' && reason !== 'NOT_LOOKED_AT') await tellHeld(trx, photo, reason ?? 'UNSPECIFIED')
  if (status === 'REJECTED' && reason === 'EXPLICIT')
    await publish(trx, PhotoRejected, ownerId, {
      mediaId,
      ownerId,
      score: photo.score ?? 0,
      model: photo.model ?? '',
    })
}

/** Tells that a photo waits for a person's look. */
export async function tellHeld(trx: Trx, photo: PhotoRow, reason: PhotoHeld['reason']): Promise<void> {
  const { id: mediaId, owner_id: ownerId, score } = photo
  await publish(trx, PhotoHeld, ownerId, {
    mediaId,
    ownerId,
    reason,
    ...(score !== null && { score }),
    model: photo.model ?? '',
    isListed: photo.reason === 'LISTED',
  })
}
