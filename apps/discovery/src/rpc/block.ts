import { BlockResponse, type DiscoveryServiceService } from '@kindred/contracts/discovery'
import { transact, type Transaction } from '@kindred/db'
import { AppError, userOf } from '@kindred/kernel'
import { type Call, type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { targetNotFound } from '../domain/errors.js'
import { type Seats, seatsOf } from '../domain/pair.js'
import { hideBlock } from '../store/kept-block.js'
import { holdPair, removeEmptyPair } from '../store/pair.js'
import { findSlot, holdPeople } from '../store/person.js'
import { type Tables } from '../store/schema.js'
import { findBlockable } from '../store/viewer.js'
import { seatsWith } from '../writing/apply-swipe.js'
import { blockPair } from '../writing/block-pair.js'
import { whenApart } from './when-apart.js'

export const block: Handler<DiscoveryContext, DiscoveryServiceService['block']> = async (
  context,
  request,
  call,
) => {
  let matchId: string | null = null
  const work = async (trx: Transaction<Tables>): Promise<BlockResponse> => {
    matchId = await blockOther(trx, await findSeats(trx, call, request.targetUserId), context.clock.now())
    return {}
  }
  const answer = await once(context.db, { call, request, response: BlockResponse }, work).catch(
    (error: unknown) => {
      if (isNobody(error)) void blockBack(context, userOf(call.principal).userId, request.targetUserId)
      throw error
    },
  )
  context.deck.announce()
  await whenApart(context, matchId)
  return answer
}

const isNobody = (error: unknown): boolean => error instanceof AppError && error.code === 'TARGET_NOT_FOUND'

/** Whoever blocked the caller first is nobody to the caller, and is blocked all the same; nobody waits for it, so that time tells nothing. */
async function blockBack(
  { db, clock, deck, log }: DiscoveryContext,
  viewerId: string,
  targetId: string,
): Promise<void> {
  try {
    await transact(db, async (trx) => {
      const [viewer, other] = [await findSlot(trx, viewerId), await findSlot(trx, targetId)]
      if (viewer === undefined || other === undefined || viewer === other) return
      if ((await holdPeople(trx, [viewer, other])).size < 2) return
      const seats = seatsOf(viewer, other)
      const pair = await holdPair(trx, seats)
      const isFirst = pair[`${seats.otherSide}_blocked_at`] === null
      if (isFirst || pair[`${seats.viewerSide}_blocked_at`] !== null) return removeEmptyPair(trx, seats)
      const now = clock.now()
      await blockPair(trx, seats, pair, { since: now, now })
      await hideBlock(trx, viewer, other)
    })
    deck.announce()
  } catch (error) {
    log.error({ err: error }, 'a block of somebody who blocked first was not kept')
  }
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
