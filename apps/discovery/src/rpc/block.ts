import { type DiscoveryServiceService, MatchEnded } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'
import { publish } from '@kindred/events'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { targetNotFound } from '../domain/errors.js'
import { noteChange } from '../store/change.js'
import { endMatch } from '../store/match.js'
import { holdPair, updatePair } from '../store/pair.js'
import { findSlot, holdPeople, listUserIds } from '../store/person.js'
import { findBlockable } from '../store/viewer.js'
import { seatsWith } from './swipe.js'

export const block: Handler<DiscoveryContext, DiscoveryServiceService['block']> = async (context, request, call) => {
  const viewer = await findSlot(context.db, userOf(call.principal).userId)
  if (viewer === undefined) throw targetNotFound()
  const seats = seatsWith(viewer, await findBlockable(context.db, viewer, request.targetUserId))
  await transact(context.db, async (trx) => {
    const present = await holdPeople(trx, [seats.viewer, seats.other])
    if (present.size < 2) throw targetNotFound()
    const pair = await holdPair(trx, seats)
    if (pair[`${seats.viewerSide}_blocked_at`] !== null) return
    if (pair[`${seats.otherSide}_blocked_at`] !== null) throw targetNotFound()
    const now = context.clock.now()
    await updatePair(trx, seats, { [`${seats.viewerSide}_blocked_at`]: now })
    await noteChange(trx, seats.viewer, seats.other)
    if (pair.match_id === null || pair.ended_at !== null) return
    await endMatch(trx, pair.match_id, now)
    const ids = await listUserIds(trx, [pair.lower, pair.upper])
    await publish(trx, MatchEnded, pair.match_id, { matchId: pair.match_id, userIds: [...ids.values()].sort() })
  })
  context.deck.announce()
  return {}
}
