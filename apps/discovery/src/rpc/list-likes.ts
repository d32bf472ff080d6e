import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { pageOf, pageSize } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { searchFor } from '../domain/wishes.js'
import { toReceivedLike } from '../messages.js'
import { listLikers } from '../store/card.js'
import { placeOf, readPageToken } from './page-token.js'
import { readViewer } from './viewer.js'

export const listLikes: Handler<DiscoveryContext, DiscoveryServiceService['listLikes']> = async (
  context,
  request,
  call,
) => {
  const viewer = await readViewer(context, call)
  const now = context.clock.now()
  const search = searchFor(viewer.person, viewer.wishes, now)
  const limit = pageSize(request.pageSize)
  const rows = await listLikers(context.db, search, {
    after: readPageToken(call, request.pageToken),
    limit,
  })
  const page = pageOf(call, { rows, size: limit, keyOf: (row) => placeOf(row.their_swiped_at, row.user_id) })
  return {
    likes: page.rows.map((row) => toReceivedLike(row, { viewer, search, now })),
    nextPageToken: page.nextPageToken,
  }
}
