import { type DiscoveryServiceService, UndoResponse } from '@kindred/contracts/discovery'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { DiscoveryContext } from '../context.js'
import { nothingToUndo } from '../domain/errors.js'
import { findBetween } from '../store/visibility.js'
import { undoSwipe } from '../writing/undo-swipe.js'
import { readViewer } from './viewer.js'

export const undo: Handler<DiscoveryContext, DiscoveryServiceService['undo']> = async (
  context,
  request,
  call,
) => {
  const { person } = await readViewer(context, call)
  const now = context.clock.now()
  const answer = await once(context.db, { call, request, response: UndoResponse }, async (trx) => ({
    targetUserId: await undoSwipe(trx, person.slot, now),
  }))
  const { userId } = userOf(call.principal)
  // A repeated idempotency key gets the first answer again, but not about somebody whom the caller may no longer see.
  const { isApart, isVeiled } = await findBetween(context.db, userId, answer.targetUserId)
  if (isApart || isVeiled) throw nothingToUndo()
  context.memory.announce()
  return answer
}
