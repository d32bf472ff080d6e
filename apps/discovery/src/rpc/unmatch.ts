import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { leaveMatch } from '../writing/leave-match.js'
import { whenApart } from './when-apart.js'

/** A match that has ended is ended: the caller whose first answer was lost gets the same one again. */
export const unmatch: Handler<DiscoveryContext, DiscoveryServiceService['unmatch']> = async (
  context,
  { matchId },
  call,
) => {
  await leaveMatch(context.db, { userId: userOf(call.principal).userId, matchId, now: context.clock.now() })
  await whenApart(context, matchId)
  return {}
}
