import { type DiscoveryServiceService, PassResponse } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { alreadyMatched } from '../domain/errors.js'
import { applySwipe } from './swipe.js'
import { readViewer } from './viewer.js'

export const pass: Handler<DiscoveryContext, DiscoveryServiceService['pass']> = async (context, request, call) => {
  await readViewer(context, call)
  const viewerId = userOf(call.principal).userId
  const now = context.clock.now()
  return once(context.db, { call, request, response: PassResponse }, async (trx) => {
    const pair = await applySwipe(trx, { viewerId, targetId: request.targetUserId, swipe: 'PASS', message: null, now })
    if (pair.match_id !== null) throw alreadyMatched()
    return {}
  })
}
