import { type DiscoveryServiceService, PassResponse } from '@kindred/contracts/discovery'
import { type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { alreadyMatched } from '../domain/errors.js'
import { applySwipe, swipeAtOnce } from './swipe.js'
import { readViewer } from './viewer.js'

export const pass: Handler<DiscoveryContext, DiscoveryServiceService['pass']> = async (context, request, call) => {
  const { person } = await readViewer(context, call)
  const swipe = {
    ...{ viewer: person.slot, targetId: request.targetUserId, now: context.clock.now() },
    swipe: 'PASS' as const,
    message: null,
  }
  if (call.idempotencyKey === undefined && (await swipeAtOnce(context, swipe, call.signal))) return {}
  let other: number | undefined
  const answer = await once(context.db, { call, request, response: PassResponse }, async (trx) => {
    const { pair, seats } = await applySwipe(trx, context, swipe)
    if (pair.match_id !== null) throw alreadyMatched()
    other = seats.other
    return {}
  })
  if (other !== undefined) context.deck.swiped(person.slot, other)
  return answer
}
