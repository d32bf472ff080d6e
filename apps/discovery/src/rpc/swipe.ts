import { MatchCreated } from '@kindred/contracts/discovery'
import { type Transaction } from '@kindred/db'
import { publish } from '@kindred/events'
import { newId } from '@kindred/kernel'

import { targetIsSelf, targetNotFound, viewerNotReady } from '../domain/errors.js'
import { isLike, outcomeOf, seatsOf, type Swipe } from '../domain/pair.js'
import { holdPair, saveSwipe } from '../store/pair.js'
import { countSwipe, holdPeople } from '../store/person.js'
import { type PairRow, type Tables } from '../store/schema.js'
import { spendSuperlike } from './spend-superlike.js'

/** A swipe as a handler understood it. */
export interface SwipeRequest {
  readonly viewerId: string
  readonly targetId: string
  readonly swipe: Swipe
  readonly message: string | null
  readonly now: Date
}

/** Stores a swipe, counts it and, when it makes the match, tells the world; all in the caller's transaction. */
export async function applySwipe(trx: Transaction<Tables>, request: SwipeRequest): Promise<PairRow> {
  const { viewerId, targetId, swipe, message, now } = request
  if (viewerId === targetId) throw targetIsSelf()
  const present = await holdPeople(trx, [viewerId, targetId])
  if (!present.has(viewerId)) throw viewerNotReady()
  if (!present.has(targetId)) throw targetNotFound()
  const seats = seatsOf(viewerId, targetId)
  const before = await holdPair(trx, seats)
  if (before.ended_at !== null) throw targetNotFound()
  const mine = before[`${seats.viewerSide}_swipe`]
  const outcome = outcomeOf(swipe, mine, before[`${seats.otherSide}_swipe`])
  if (outcome === 'repeated' || before.match_id !== null) return before
  if (swipe === 'SUPERLIKE') await spendSuperlike(trx, viewerId, now)
  const matchId = outcome === 'matched' ? newId(now.getTime()) : null
  const pair = await saveSwipe(trx, { seats, swipe, message, now, matchId })
  await countSwipe(trx, targetId, mine === null ? 1 : 0, Number(isLike(swipe)) - Number(isLike(mine)))
  if (matchId !== null) await publish(trx, MatchCreated, matchId, matchOf(pair))
  return pair
}

/** The event of a pair that matched. */
export const matchOf = (pair: PairRow): MatchCreated => ({
  matchId: pair.match_id ?? '',
  userIds: [pair.lower_id, pair.upper_id],
  createdAt: pair.matched_at ?? undefined,
})
