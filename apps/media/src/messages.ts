import type { OwnPhoto, PhotoSize } from '@kindred/contracts/media'

import type { PictureSize } from './domain/picture-size.js'
import type { PhotoRow } from './store/schema.js'

export const toOwnPhoto = (row: PhotoRow): OwnPhoto => ({
  mediaId: row.id,
  status: row.status,
  width: row.width,
  height: row.height,
  thumbhash: row.thumbhash,
  urls: undefined,
  createdAt: row.created_at,
})

const sizes: Partial<Record<PhotoSize, PictureSize>> = { THUMB: 'thumb', CARD: 'card', FULL: 'full' }

/** Undefined for a size that this version does not know. */
export const toPictureSize = (size: PhotoSize): PictureSize | undefined => sizes[size]
