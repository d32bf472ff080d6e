import { type DiscoveryServiceService, MatchEnded } from '@kindred/contracts/discovery'
import { transact, type Transaction } from '@kindred/db'
import { publish } from '@kindred/events'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type DiscoveryContext } from '../context.js'
import { targetNotFound } from '../domain/errors.js'
import { noteChange } from '../store/change.js'
import { endMatch } from '../store/match.js'
import { holdPair, updatePair } from '../store/pair.js'
import { findSlot, holdPeople, listUserIds } from '../store/person.js'
import { type PairRow, type Tables } from '../store/schema.js'
import { saveSight } from '../store/sight.js'
import { findBlockable } from '../store/viewer.js'
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
    await updatePair(trx, seats, { [`${seats.viewerSide}_blocked_at`]: now })
    await noteChange(trx, seats.viewer, seats.other)
    if (pair.match_id !== null && pair.ended_at === null) await tellEnd(trx, pair, now)
    await saveSight(trx, pair)
    return pair.match_id
  })
  context.deck.announce()
  await whenApart(context, ended)
  return {}
}

async function tellEnd(trx: Transaction<Tables>, { match_id, lower, upper }: PairRow, now: Date): Promise<void> {
  const matchId = match_id ?? ''
  await endMatch(trx, matchId, now)
  const ids = await listUserIds(trx, [lower, upper])
  await publish(trx, MatchEnded, matchId, { matchId, userIds: [...ids.values()].sort() })
}
