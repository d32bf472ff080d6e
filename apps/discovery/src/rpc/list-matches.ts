import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { toMatch } from '../messages.js'
import { listMatches as readMatches } from '../store/match.js'
import { placeOf, readPageToken } from './page-token.js'

export const listMatches: Handler<DiscoveryContext, DiscoveryServiceService['listMatches']> = async (
  context,
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const limit = pageSize(request.pageSize)
  const rows = await readMatches(context.db, userId, readPageToken(call, request.pageToken), limit)
  const page = pageOf(call, { rows, size: limit, keyOf: (row) => placeOf(row.matched_at, row.match_id) })
  return {
    matches: page.rows.map((row) => toMatch(row, context.clock.now())),
    nextPageToken: page.nextPageToken,
  }
}
