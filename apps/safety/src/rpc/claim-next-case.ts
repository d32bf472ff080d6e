import { ClaimNextCaseResponse, type ModerationServiceService } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { readKind } from '../staff-messages.js'
import { claimNextCase as claim } from '../writing/claim-case.js'
import { toClaimed } from './claimed.js'

export const claimNextCase: Handler<SafetyContext, ModerationServiceService['claimNextCase']> = (
  { db },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  return once(db, { call, request, response: ClaimNextCaseResponse }, async (trx) =>
    toClaimed(trx, await claim(trx, userId, readKind(request.kind)), userId),
  )
}
