import type { MediaServiceService } from '@kindred/contracts/media'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { MediaContext } from '../context.js'
import { toOwnPhoto } from '../messages.js'
import { findOwnPhotos } from '../store/photos.js'

export const batchGetMyMedia: Handler<MediaContext, MediaServiceService['batchGetMyMedia']> = async (
  { db },
  { mediaIds },
  call,
) => {
  const rows = await findOwnPhotos(db, userOf(call.principal).userId, mediaIds)
  return { media: rows.map(toOwnPhoto) }
}
