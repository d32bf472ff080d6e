import { type ModerationServiceService, ReleaseClaimResponse } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { releaseClaim as release } from '../writing/claim-case.js'

export const releaseClaim: Handler<SafetyContext, ModerationServiceService['releaseClaim']> = (
  { db },
  request,
  call,
) => {
  const claim = { ...request, moderatorId: userOf(call.principal).userId }
  return once(db, { call, request, response: ReleaseClaimResponse }, async (trx) => {
    await release(trx, claim)
    return {}
  })
}
