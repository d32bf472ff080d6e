import { type DiscoveryServiceService, MatchEnded } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'
import { publish } from '@kindred/events'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { matchNotFound } from '../domain/errors.js'
import { endMatch, holdMatch } from '../store/match.js'
import { saveSight } from '../store/sight.js'
import { idsOf } from './swipe.js'
import { whenApart } from './when-apart.js'

/** A match that has ended is ended: the caller whose first answer was lost gets the same one again. */
export const unmatch: Handler<DiscoveryContext, DiscoveryServiceService['unmatch']> = async (
  context,
  { matchId },
  call,
) => {
  const { userId } = userOf(call.principal)
  await transact(context.db, async (trx) => {
    const pair = await holdMatch(trx, userId, matchId)
    if (pair === undefined) throw matchNotFound()
    if (pair.ended_at !== null) return
    await endMatch(trx, matchId, context.clock.now())
    await saveSight(trx, pair)
    await publish(trx, MatchEnded, matchId, { matchId, userIds: idsOf(pair) })
  })
  await whenApart(context, matchId)
  return {}
}
