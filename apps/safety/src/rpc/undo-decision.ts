import { type ModerationServiceService, UndoDecisionResponse } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { undoDecision as undo } from '../writing/decide-case.js'
import { toClaimed } from './claimed.js'

export const undoDecision: Handler<SafetyContext, ModerationServiceService['undoDecision']> = (
  { db, clock },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  return once(db, { call, request, response: UndoDecisionResponse }, async (trx) =>
    toClaimed(trx, await undo(trx, request.caseId, userId, clock.now()), userId),
  )
}
