import type { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { DiscoveryContext } from '../context.js'
import { leaveMatch } from '../writing/leave-match.js'
import { whenApart } from './when-apart.js'

/** Succeeds again for a match that has ended: the first answer may have been lost. */
export const unmatch: Handler<DiscoveryContext, DiscoveryServiceService['unmatch']> = async (
  context,
  { matchId, farewell },
  call,
) => {
  const { userId } = userOf(call.principal)
  await leaveMatch(context.db, { userId, matchId, farewell, now: context.clock.now() })
  await whenApart(context, matchId)
  return {}
}
