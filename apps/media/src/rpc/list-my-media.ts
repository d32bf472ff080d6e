import type { MediaServiceService } from '@kindred/contracts/media'
import { decodeCursor, isId, pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Handlers } from '@kindred/rpc'

import type { MediaContext } from '../context.js'
import { pageTokenInvalid } from '../domain/errors.js'
import { listPhotos } from '../store/photos.js'
import { toOwnPhoto } from './messages.js'

export const listMyMedia: Handlers<MediaContext, typeof MediaServiceService>['listMyMedia'] = async (
  { db },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const size = pageSize(request.pageSize)
  const before = decodeCursor(request.pageToken, 1)?.[0]?.toString()
  if (before !== undefined && !isId(before)) throw pageTokenInvalid()
  const { rows, nextPageToken } = pageOf(await listPhotos(db, userId, { before, limit: size + 1 }), size, (row) => [
    row.id,
  ])
  return { media: rows.map(toOwnPhoto), nextPageToken }
}
