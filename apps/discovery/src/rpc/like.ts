import { type DiscoveryServiceService, LikeResponse } from '@kindred/contracts/discovery'
import { type Transaction } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import { type DiscoveryContext } from '../context.js'
import { superlikesUsedUp } from '../domain/errors.js'
import { superlikesPerDay } from '../domain/pair.js'
import { findMatch } from '../store/match.js'
import { listSuperlikes } from '../store/pair.js'
import { type Tables } from '../store/schema.js'
import { toMatch } from './messages.js'
import { applySwipe } from './swipe.js'
import { readViewer } from './viewer.js'

const dayMs = 86_400_000

export const like: Handler<DiscoveryContext, DiscoveryServiceService['like']> = async (context, request, call) => {
  await readViewer(context, call)
  const viewerId = userOf(call.principal).userId
  const now = context.clock.now()
  const swipe = request.kind === 'SUPERLIKE' ? 'SUPERLIKE' : 'LIKE'
  return once(context.db, { call, request, response: LikeResponse }, async (trx) => {
    if (swipe === 'SUPERLIKE') await spendSuperlike(trx, viewerId, now)
    const pair = await applySwipe(trx, {
      viewerId,
      targetId: request.targetUserId,
      swipe,
      message: request.message || null,
      now,
    })
    const match = pair.match_id === null ? undefined : await findMatch(trx, viewerId, pair.match_id)
    return { matched: match !== undefined, match: match === undefined ? undefined : toMatch(match, now) }
  })
}

async function spendSuperlike(trx: Transaction<Tables>, viewerId: string, now: Date): Promise<void> {
  const spent = await listSuperlikes(trx, viewerId, new Date(now.getTime() - dayMs))
  const [first] = spent
  if (first === undefined || spent.length < superlikesPerDay) return
  throw superlikesUsedUp(Math.ceil((first.getTime() + dayMs - now.getTime()) / 1000))
}
