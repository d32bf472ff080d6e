import { type DiscoveryServiceService, MatchEnded } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'
import { publish } from '@kindred/events'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { matchNotFound } from '../domain/errors.js'
import { endMatch, holdMatch, type PairOfPeople } from '../store/match.js'
import { saveSight } from '../store/sight.js'
import { idsOf } from '../writing/apply-swipe.js'
import { whenApart } from './when-apart.js'

/**
 * A match that has ended is ended: the caller whose first answer was lost gets the same one again. One that the other ended by a block is gone as if
 * the other had left.
 */
export const unmatch: Handler<DiscoveryContext, DiscoveryServiceService['unmatch']> = async (
  context,
  { matchId },
  call,
) => {
  const { userId } = userOf(call.principal)
  await transact(context.db, async (trx) => {
    const pair = await holdMatch(trx, userId, matchId)
    if (pair === undefined || isBlockedByOther(pair, userId)) throw matchNotFound()
    if (pair.ended_at !== null) return
    await endMatch(trx, matchId, context.clock.now())
    await saveSight(trx, pair)
    await publish(trx, MatchEnded, matchId, { matchId, userIds: idsOf(pair) })
  })
  await whenApart(context, matchId)
  return {}
}

const isBlockedByOther = (pair: PairOfPeople, userId: string): boolean =>
  (pair.lower_id === userId ? pair.upper_blocked_at : pair.lower_blocked_at) !== null
