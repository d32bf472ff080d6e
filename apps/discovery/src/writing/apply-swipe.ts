import type { Transaction } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { targetIsSelf, targetNotFound, viewerNotReady } from '../domain/errors.js'
import type { Limits } from '../domain/limits.js'
import { isLike, outcomeOf, type Sides, sidesOf, type Swipe } from '../domain/pair.js'
import { noteChange } from '../store/change.js'
import { holdPair, lockSwipes, updatePair } from '../store/pair.js'
import { holdPeople } from '../store/person.js'
import type { PairRow, Tables } from '../store/schema.js'
import { countSwipe } from '../store/tally.js'
import { saveUntoldLike } from '../store/untold-likes.js'
import { findTarget } from '../store/viewer.js'
import { publishMatchCreated } from './publish-matches.js'
import { spendSwipe } from './spend-swipe.js'
import { tellOfWords } from './tell-of-words.js'

/** A swipe as a handler understood it. */
export interface SwipeRequest {
  /** The viewer's slot. */
  readonly viewer: number
  readonly targetId: string
  readonly swipe: Swipe
  readonly message: string | null
  readonly now: Date
}

/** Stores a swipe, counts it, publishes MatchCreated when it makes the match, and a mark when its words call for one. A repeated swipe changes nothing. */
export async function applySwipe(
  trx: Transaction<Tables>,
  limits: Limits,
  { viewer, targetId, swipe, message, now }: SwipeRequest,
): Promise<{ pair: PairRow; sides: Sides }> {
  const sides = await holdTarget(trx, viewer, await findTarget(trx, viewer, targetId, now))
  const { other, viewerSide, otherSide } = sides
  // Locked before the pair: whoever holds a pair never waits for anybody's swipes, so the two cannot deadlock.
  await lockSwipes(trx, viewer)
  const before = await holdPair(trx, sides)
  if (before.ended_at !== null || before.lower_blocked_at !== null || before.upper_blocked_at !== null)
    throw targetNotFound()
  const mine = before[`${viewerSide}_swipe`]
  const outcome = outcomeOf(swipe, mine, before[`${otherSide}_swipe`])
  if (outcome === 'repeated' || before.match_id !== null) return { pair: before, sides }
  await spendSwipe(trx, limits, { viewer, swipe, now })
  const matchId = outcome === 'matched' ? newId(now.getTime()) : null
  const pair = await updatePair(trx, sides, {
    [`${viewerSide}_swipe`]: swipe,
    [`${viewerSide}_swiped_at`]: now,
    [`${viewerSide}_message`]: message,
    ...(matchId !== null && { match_id: matchId, matched_at: now }),
  })
  await countSwipe(trx, other, mine === null ? 1 : 0, Number(isLike(swipe)) - Number(isLike(mine)))
  await noteChange(trx, viewer, other)
  if (matchId === null && isLike(swipe))
    await saveUntoldLike(trx, { slot: other, liker: viewer, swipe, at: now })
  if (message !== null) await tellOfWords(trx, { viewer, message, now })
  if (matchId !== null) await publishMatchCreated(trx, { ...pair, match_id: matchId }, viewerSide)
  return { pair, sides }
}

/** Keeps both people from being removed until the transaction ends. */
async function holdTarget(
  trx: Transaction<Tables>,
  viewer: number,
  target: number | undefined,
): Promise<Sides> {
  const sides = sidesWith(viewer, target)
  const present = await holdPeople(trx, [viewer, sides.other])
  if (!present.has(viewer)) throw viewerNotReady()
  if (!present.has(sides.other)) throw targetNotFound()
  return sides
}

/** The sides of the viewer and of the target that was found; throws for oneself and when none was found. */
export function sidesWith(viewer: number, other: number | undefined): Sides {
  if (other === undefined) throw targetNotFound()
  if (other === viewer) throw targetIsSelf()
  return sidesOf(viewer, other)
}
