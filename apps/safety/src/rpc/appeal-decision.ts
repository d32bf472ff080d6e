import { AppealDecisionResponse, type SafetyServiceService } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { appealDecision as appeal } from '../writing/appeal-decision.js'

export const appealDecision: Handler<SafetyContext, SafetyServiceService['appealDecision']> = (
  { db, clock },
  request,
  call,
) => {
  const { decisionId, text: words } = request
  const { userId } = userOf(call.principal)
  return once(db, { call, request, response: AppealDecisionResponse }, async (trx) => {
    await appeal(trx, { userId, decisionId, words }, clock.now())
    return {}
  })
}
