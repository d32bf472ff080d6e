import { BlockResponse, type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { type Transaction } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import { type Call, type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { targetNotFound } from '../domain/errors.js'
import { type Seats } from '../domain/pair.js'
import { holdPair } from '../store/pair.js'
import { findSlot, holdPeople } from '../store/person.js'
import { type Tables } from '../store/schema.js'
import { findBlockable } from '../store/viewer.js'
import { blockPair } from '../writing/block-pair.js'
import { seatsWith } from './swipe.js'
import { whenApart } from './when-apart.js'

export const block: Handler<DiscoveryContext, DiscoveryServiceService['block']> = async (context, request, call) => {
  let matchId: string | null = null
  const answer = await once(context.db, { call, request, response: BlockResponse }, async (trx) => {
    matchId = await blockOther(trx, await findSeats(trx, call, request.targetUserId), context.clock.now())
    return {}
  })
  context.deck.announce()
  await whenApart(context, matchId)
  return answer
}

async function findSeats(trx: Transaction<Tables>, { principal }: Call, targetId: string): Promise<Seats> {
  const viewer = await findSlot(trx, userOf(principal).userId)
  if (viewer === undefined) throw targetNotFound()
  return seatsWith(viewer, await findBlockable(trx, viewer, targetId))
}

/** Answers the match of the two, if they ever had one. */
async function blockOther(trx: Transaction<Tables>, seats: Seats, now: Date): Promise<string | null> {
  const present = await holdPeople(trx, [seats.viewer, seats.other])
  if (present.size < 2) throw targetNotFound()
  const pair = await holdPair(trx, seats)
  if (pair[`${seats.viewerSide}_blocked_at`] !== null) return pair.match_id
  if (pair[`${seats.otherSide}_blocked_at`] !== null) throw targetNotFound()
  await blockPair(trx, seats, pair, { since: now, now })
  return pair.match_id
}
