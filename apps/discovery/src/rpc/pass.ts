import { type DiscoveryServiceService, PassResponse } from '@kindred/contracts/discovery'
import { type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { alreadyMatched } from '../domain/errors.js'
import { applySwipe, swipeAtOnce } from '../writing/apply-swipe.js'
import { readEnds } from './viewer.js'

export const pass: Handler<DiscoveryContext, DiscoveryServiceService['pass']> = async (
  context,
  request,
  call,
) => {
  const { viewer, other } = await readEnds(context, call, request.targetUserId)
  const swipe = {
    viewer,
    targetId: request.targetUserId,
    now: context.clock.now(),
    swipe: 'PASS' as const,
    message: null,
  }
  if (
    call.idempotencyKey === undefined &&
    (await swipeAtOnce(context, swipe, { other, signal: call.signal }))
  )
    return { matched: false }
  let swipedOn: number | undefined
  const answer = await once(context.db, { call, request, response: PassResponse }, async (trx) => {
    const { pair, seats } = await applySwipe(trx, context, swipe)
    if (pair.match_id !== null) throw alreadyMatched()
    swipedOn = seats.other
    return { matched: false }
  })
  if (swipedOn !== undefined) context.deck.swiped(viewer, swipedOn)
  return answer
}
