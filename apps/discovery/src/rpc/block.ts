import { type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { targetNotFound } from '../domain/errors.js'
import { holdPair } from '../store/pair.js'
import { findSlot, holdPeople } from '../store/person.js'
import { findBlockable } from '../store/viewer.js'
import { blockPair } from '../writing/block-pair.js'
import { seatsWith } from './swipe.js'
import { whenApart } from './when-apart.js'

export const block: Handler<DiscoveryContext, DiscoveryServiceService['block']> = async (context, request, call) => {
  const viewer = await findSlot(context.db, userOf(call.principal).userId)
  if (viewer === undefined) throw targetNotFound()
  const seats = seatsWith(viewer, await findBlockable(context.db, viewer, request.targetUserId))
  const ended = await transact(context.db, async (trx) => {
    const present = await holdPeople(trx, [seats.viewer, seats.other])
    if (present.size < 2) throw targetNotFound()
    const pair = await holdPair(trx, seats)
    if (pair[`${seats.viewerSide}_blocked_at`] !== null) return pair.match_id
    if (pair[`${seats.otherSide}_blocked_at`] !== null) throw targetNotFound()
    const now = context.clock.now()
    await blockPair(trx, seats, pair, { since: now, now })
    return pair.match_id
  })
  context.deck.announce()
  await whenApart(context, ended)
  return {}
}
