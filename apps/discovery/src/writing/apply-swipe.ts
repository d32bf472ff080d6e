import { MatchCreated } from '@kindred/contracts/discovery'
import { type Transaction } from '@kindred/db'
import { publish } from '@kindred/events'
import { newId } from '@kindred/kernel'

import { type DiscoveryContext } from '../context.js'
import { targetIsSelf, targetNotFound, viewerNotReady } from '../domain/errors.js'
import { isLike, outcomeOf, type Seats, seatsOf, type Swipe } from '../domain/pair.js'
import { noteChange } from '../store/change.js'
import { type PairOfPeople } from '../store/match.js'
import { holdPair, lockSwipes, updatePair } from '../store/pair.js'
import { holdPeople, listUserIds } from '../store/person.js'
import { type PairRow, type Tables } from '../store/schema.js'
import { countSwipe } from '../store/tally.js'
import { findTarget } from '../store/viewer.js'
import { spendSwipe } from './spend-swipe.js'

/** A swipe as a handler understood it. */
export interface SwipeRequest {
  readonly viewer: number
  readonly targetId: string
  readonly swipe: Swipe
  readonly message: string | null
  readonly now: Date
}

/** Stores an ordinary swipe, batched with others; false when `applySwipe` must look closer. Throws TARGET_NOT_FOUND without a target. */
export async function swipeAtOnce(
  { swipes }: DiscoveryContext,
  { viewer, swipe, message, now }: SwipeRequest,
  { other, signal }: { readonly other: number | null; readonly signal: AbortSignal },
): Promise<boolean> {
  if (other === null) throw targetNotFound()
  if (swipe === 'SUPERLIKE' || other === viewer) return false
  return swipes.store({ seats: seatsOf(viewer, other), swipe, message, now }, signal)
}

/** Where the viewer and whoever was found stand; throws for oneself and for nobody. */
export function seatsWith(viewer: number, other: number | undefined): Seats {
  if (other === undefined) throw targetNotFound()
  if (other === viewer) throw targetIsSelf()
  return seatsOf(viewer, other)
}

/** Stores a swipe, counts it and, when it makes the match, tells the world; all in the caller's transaction. */
export async function applySwipe(
  trx: Transaction<Tables>,
  context: DiscoveryContext,
  { viewer, targetId, swipe, message, now }: SwipeRequest,
): Promise<{ pair: PairRow; seats: Seats }> {
  const seats = seatsWith(viewer, await findTarget(trx, viewer, targetId, now))
  const { other, viewerSide, otherSide } = seats
  const present = await holdPeople(trx, [viewer, other])
  if (!present.has(viewer)) throw viewerNotReady()
  if (!present.has(other)) throw targetNotFound()
  // Before the pair: whoever holds a pair waits for nobody's swipes.
  await lockSwipes(trx, viewer)
  const before = await holdPair(trx, seats)
  if (before.ended_at !== null || before.lower_blocked_at !== null || before.upper_blocked_at !== null)
    throw targetNotFound()
  const mine = before[`${viewerSide}_swipe`]
  const outcome = outcomeOf(swipe, mine, before[`${otherSide}_swipe`])
  if (outcome === 'repeated' || before.match_id !== null) return { pair: before, seats }
  await spendSwipe(trx, context, { viewer, swipe, now })
  const matchId = outcome === 'matched' ? newId(now.getTime()) : null
  const pair = await updatePair(trx, seats, {
    [`${viewerSide}_swipe`]: swipe,
    [`${viewerSide}_swiped_at`]: now,
    [`${viewerSide}_message`]: message,
    ...(matchId !== null && { match_id: matchId, matched_at: now }),
  })
  await countSwipe(trx, other, mine === null ? 1 : 0, Number(isLike(swipe)) - Number(isLike(mine)))
  await noteChange(trx, viewer, other)
  if (matchId !== null) await publishMatch(trx, pair)
  return { pair, seats }
}

async function publishMatch(trx: Transaction<Tables>, pair: PairRow): Promise<void> {
  const ids = await listUserIds(trx, [pair.lower, pair.upper])
  const matched = { ...pair, lower_id: ids.get(pair.lower)!, upper_id: ids.get(pair.upper)! }
  await publish(trx, MatchCreated, pair.match_id ?? '', matchOf(matched))
}

/** The event of a pair that matched. */
export const matchOf = (pair: PairOfPeople): MatchCreated => ({
  matchId: pair.match_id ?? '',
  userIds: idsOf(pair),
  createdAt: pair.matched_at ?? undefined,
})

/** The two people of a pair, lower id first. */
export const idsOf = ({ lower_id, upper_id }: PairOfPeople): string[] => [lower_id, upper_id].sort()
