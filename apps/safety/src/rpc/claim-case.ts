import { ClaimCaseResponse, type ModerationServiceService } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { claimCase as claim } from '../writing/claim-case.js'
import { toClaimed } from './claimed.js'

export const claimCase: Handler<SafetyContext, ModerationServiceService['claimCase']> = (
  { db },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  return once(db, { call, request, response: ClaimCaseResponse }, async (trx) =>
    toClaimed(trx, await claim(trx, request.caseId, userId), userId),
  )
}
