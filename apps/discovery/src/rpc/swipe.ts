import { type DiscoveryServiceService, LikeResponse } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { targetNotFound } from '../domain/errors.js'
import { readMessage } from '../domain/message.js'
import { toMatch } from '../messages.js'
import { findMatch } from '../store/match.js'
import { applySwipe, swipeAtOnce } from '../writing/apply-swipe.js'
import { readEnds } from './viewer.js'

export const like: Handler<DiscoveryContext, DiscoveryServiceService['like']> = async (
  context,
  request,
  call,
) => {
  const { viewer, other } = await readEnds(context, call, request.targetUserId)
  const now = context.clock.now()
  const swipe = {
    viewer,
    targetId: request.targetUserId,
    now,
    swipe: request.kind === 'SUPERLIKE' ? ('SUPERLIKE' as const) : ('LIKE' as const),
    message: readMessage(request.message),
  }
  if (
    call.idempotencyKey === undefined &&
    (await swipeAtOnce(context, swipe, { other, signal: call.signal }))
  )
    return { matched: false, match: undefined }
  let swipedOn: number | undefined
  const answer = await once(context.db, { call, request, response: LikeResponse }, async (trx) => {
    const { pair, seats } = await applySwipe(trx, context, swipe)
    swipedOn = seats.other
    const match =
      pair.match_id === null ? undefined : await findMatch(trx, userOf(call.principal).userId, pair.match_id)
    return { matched: match !== undefined, match: match === undefined ? undefined : toMatch(match, now) }
  })
  // A repeated key is no way to hear of somebody who has gone out of sight meanwhile.
  if (other === null) throw targetNotFound()
  if (swipedOn !== undefined) context.deck.swiped(viewer, swipedOn)
  return answer
}
