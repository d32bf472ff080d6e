import { type DiscoveryServiceService, MatchEnded } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'
import { publish } from '@kindred/events'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { matchNotFound } from '../domain/errors.js'
import { endMatch } from '../store/match.js'

export const unmatch: Handler<DiscoveryContext, DiscoveryServiceService['unmatch']> = async (
  context,
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  return transact(context.db, async (trx) => {
    const pair = await endMatch(trx, userId, request.matchId, context.clock.now())
    if (pair === undefined) throw matchNotFound()
    await publish(trx, MatchEnded, request.matchId, {
      matchId: request.matchId,
      userIds: [pair.lower_id, pair.upper_id],
    })
    return {}
  })
}
