import { type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { decodeCursor, pageOf, pageSize, userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { listMatches as readMatches } from '../store/match.js'
import { toMatch } from './messages.js'

export const listMatches: Handler<DiscoveryContext, DiscoveryServiceService['listMatches']> = async (
  context,
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const limit = pageSize(request.pageSize)
  const rows = await readMatches(context.db, userId, decodeCursor(request.pageToken, 2), limit)
  const page = pageOf(rows, limit, (row) => [row.matched_at.toISOString(), row.match_id])
  return { matches: page.rows.map((row) => toMatch(row, context.clock.now())), nextPageToken: page.nextPageToken }
}
