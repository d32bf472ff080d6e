import type { AppealState, HeldPhoto, OwnPhoto, PhotoSize } from '@kindred/contracts/media'

import type { PictureSize } from './domain/picture-size.js'
import type { HeldPhotoRow, PhotoRow } from './store/schema.js'

export const toOwnPhoto = (row: PhotoRow): OwnPhoto => ({
  mediaId: row.id,
  status: row.status,
  width: row.width,
  height: row.height,
  thumbhash: row.thumbhash,
  urls: undefined,
  createdAt: row.created_at,
  ...(row.reason !== null && { reason: row.reason }),
  ...appealOf(row),
  ...(row.rule !== null && { rule: row.rule }),
})

/** Nothing of what a moderator has rejected at once: the appeal is against the decision. */
function appealOf(row: PhotoRow): { readonly appeal?: AppealState } {
  if (row.status !== 'REJECTED') return {}
  if (row.appealed_at === null) return row.decided_at === null ? { appeal: 'POSSIBLE' } : {}
  return { appeal: row.decided_at === null ? 'WAITING' : 'DENIED' }
}

export const toHeldPhoto = (row: HeldPhotoRow): HeldPhoto => ({
  mediaId: row.media_id,
  ownerId: row.owner_id,
  status: row.status,
  width: row.width,
  height: row.height,
  thumbhash: row.thumbhash,
  createdAt: row.created_at,
  ...(row.score !== null && { score: row.score }),
  model: row.model ?? '',
})

const sizes: Partial<Record<PhotoSize, PictureSize>> = { THUMB: 'thumb', CARD: 'card', FULL: 'full' }

/** Undefined for a size that this version does not know. */
export const toPictureSize = (size: PhotoSize): PictureSize | undefined => sizes[size]
