import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { toBlockedPerson } from '../messages.js'
import { listBlocks as readBlocks } from '../store/block.js'
import { placeOf, readPageToken } from './page-token.js'

export const listBlocks: Handler<DiscoveryContext, DiscoveryServiceService['listBlocks']> = async (
  { db },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const limit = pageSize(request.pageSize)
  const rows = await readBlocks(db, userId, readPageToken(call, request.pageToken), limit)
  const page = pageOf(call, { rows, size: limit, keyOf: (row) => placeOf(row.blocked_at, row.user_id) })
  return { blocks: page.rows.map(toBlockedPerson), nextPageToken: page.nextPageToken }
}
