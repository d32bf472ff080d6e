import { type DiscoveryServiceService, LikeResponse } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { readMessage } from '../domain/message.js'
import { findMatch } from '../store/match.js'
import { toMatch } from './messages.js'
import { applySwipe } from './swipe.js'
import { readViewer } from './viewer.js'

export const like: Handler<DiscoveryContext, DiscoveryServiceService['like']> = async (context, request, call) => {
  await readViewer(context, call)
  const viewerId = userOf(call.principal).userId
  const now = context.clock.now()
  const swipe = request.kind === 'SUPERLIKE' ? 'SUPERLIKE' : 'LIKE'
  const message = readMessage(request.message)
  return once(context.db, { call, request, response: LikeResponse }, async (trx) => {
    const pair = await applySwipe(trx, {
      viewerId,
      targetId: request.targetUserId,
      swipe,
      message,
      now,
    })
    const match = pair.match_id === null ? undefined : await findMatch(trx, viewerId, pair.match_id)
    return { matched: match !== undefined, match: match === undefined ? undefined : toMatch(match, now) }
  })
}
