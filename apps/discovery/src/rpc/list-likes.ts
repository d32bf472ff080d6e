import { type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { pageOf, pageSize } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { listLikers } from '../store/candidates.js'
import { toReceivedLike } from './messages.js'
import { placeOf, readPageToken } from './page-token.js'
import { readViewer } from './viewer.js'

export const listLikes: Handler<DiscoveryContext, DiscoveryServiceService['listLikes']> = async (
  context,
  request,
  call,
) => {
  const viewer = await readViewer(context, call)
  const now = context.clock.now()
  const limit = pageSize(request.pageSize)
  const rows = await listLikers(context.db, viewer, { after: readPageToken(request.pageToken), limit, now })
  const page = pageOf(rows, limit, (row) => placeOf(row.their_swiped_at, row.user_id))
  return { likes: page.rows.map((row) => toReceivedLike(row, now)), nextPageToken: page.nextPageToken }
}
