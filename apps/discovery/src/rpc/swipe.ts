import { type DiscoveryServiceService, LikeResponse, PassResponse } from '@kindred/contracts/discovery'
import type { Transaction } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Call, Handler } from '@kindred/rpc'
import { once, type OnceRequest } from '@kindred/service'

import type { DiscoveryContext } from '../context.js'
import { alreadyMatched, targetNotFound } from '../domain/errors.js'
import { adviceOf, readMessage } from '../domain/message.js'
import { sidesOf } from '../domain/pair.js'
import { toMatch } from '../messages.js'
import { findMatch } from '../store/match.js'
import type { PairRow, Tables } from '../store/schema.js'
import { showTo } from '../store/sight.js'
import { applySwipe, type SwipeRequest } from '../writing/apply-swipe.js'
import { countMatches } from '../writing/count-matches.js'
import { readSwipePeople } from './viewer.js'

export const like: Handler<DiscoveryContext, DiscoveryServiceService['like']> = async (
  context,
  request,
  call,
) => {
  const { viewer, target, incognito } = await readSwipePeople(context, call, request.targetUserId)
  const now = context.clock.now()
  const swipe = {
    viewer,
    targetId: request.targetUserId,
    swipe: request.kind === 'SUPERLIKE' ? ('SUPERLIKE' as const) : ('LIKE' as const),
    message: readMessage(request.message),
    now,
  }
  // A like lets its target see somebody incognito, who may have been in the target's deck before.
  const showViewer = async (): Promise<void> => {
    if (incognito && target !== null) await showTo(context.db, { viewer: target, owner: viewer })
  }
  if (await swipeAtOnce(context, swipe, { target, call })) {
    await showViewer()
    return { matched: false, match: undefined }
  }
  const answer = await swipeAlone(
    context,
    swipe,
    { call, request, response: LikeResponse },
    async (trx, { match_id: matchId }) => {
      const match =
        matchId === null ? undefined : await findMatch(trx, userOf(call.principal).userId, matchId)
      return { matched: match !== undefined, match: match && toMatch(match, now) }
    },
  )
  await showViewer()
  // A repeated idempotency key gets the first answer again, but not about somebody whom the caller may no longer see.
  if (target === null) throw targetNotFound()
  return answer
}

export const pass: Handler<DiscoveryContext, DiscoveryServiceService['pass']> = async (
  context,
  request,
  call,
) => {
  const { viewer, target } = await readSwipePeople(context, call, request.targetUserId)
  const now = context.clock.now()
  const swipe = { viewer, targetId: request.targetUserId, swipe: 'PASS' as const, message: null, now }
  if (await swipeAtOnce(context, swipe, { target, call })) return { matched: false }
  return swipeAlone(context, swipe, { call, request, response: PassResponse }, (_trx, pair) => {
    if (pair.match_id !== null) throw alreadyMatched()
    return Promise.resolve({ matched: false })
  })
}

/**
 * Stores an ordinary swipe, batched with others. Returns false when the swipe needs a transaction of its own, as one with an idempotency
 * key or with words to be told of does.
 */
async function swipeAtOnce(
  { swipes, paces }: DiscoveryContext,
  { viewer, swipe, message, now }: SwipeRequest,
  { target, call }: { readonly target: number | null; readonly call: Call },
): Promise<boolean> {
  if (call.idempotencyKey !== undefined) return false
  if (target === null) throw targetNotFound()
  if (swipe === 'SUPERLIKE' || adviceOf(message).length > 0 || target === viewer) return false
  const isStored = await swipes.write({ sides: sidesOf(viewer, target), swipe, message, now }, call.signal)
  if (isStored) paces.swiped(viewer, swipe, now)
  return isStored
}

/** Stores a swipe in a transaction of its own; memory takes it in once it is committed. */
async function swipeAlone<Res>(
  { db, limits, memory, metrics, paces }: DiscoveryContext,
  swipe: SwipeRequest,
  asked: OnceRequest<Res>,
  answerTo: (trx: Transaction<Tables>, pair: PairRow) => Promise<Res>,
): Promise<Res> {
  let swipedOn: number | undefined
  let made = 0
  const answer = await once<Tables, Res>(db, asked, async (trx) => {
    const { pair, sides } = await applySwipe(trx, limits, swipe)
    made = Number(pair.matched_at?.getTime() === swipe.now.getTime())
    swipedOn = sides.other
    return answerTo(trx, pair)
  })
  countMatches(metrics, made)
  if (swipedOn !== undefined) {
    memory.swiped(swipe.viewer, swipedOn)
    paces.swiped(swipe.viewer, swipe.swipe, swipe.now)
  }
  return answer
}
