import type { MediaServiceService } from '@kindred/contracts/media'
import { decodeCursor, pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { MediaContext } from '../context.js'
import { toOwnPhoto } from '../messages.js'
import { listPhotos } from '../store/photos.js'

export const listMyMedia: Handler<MediaContext, MediaServiceService['listMyMedia']> = async (
  { db },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const size = pageSize(request.pageSize)
  const before = decodeCursor(call, request.pageToken, ['number'])?.[0]
  const found = await listPhotos(db, userId, { before, limit: size + 1 })
  const { rows, nextPageToken } = pageOf(call, { rows: found, size, keyOf: (row) => [row.place] })
  return { media: rows.map(toOwnPhoto), nextPageToken }
}
