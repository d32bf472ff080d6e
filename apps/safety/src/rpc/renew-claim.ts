import type { ModerationServiceService } from '@kindred/contracts/safety'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { renewClaim as renew } from '../writing/claim-case.js'

export const renewClaim: Handler<SafetyContext, ModerationServiceService['renewClaim']> = async (
  { db },
  { caseId, leaseId },
  { principal },
) => {
  const claim = { caseId, leaseId, moderatorId: userOf(principal).userId }
  return { leaseEndsAt: await transact(db, (trx) => renew(trx, claim)) }
}
