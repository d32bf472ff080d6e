import type { ModerationServiceService } from '@kindred/contracts/safety'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import { toModerationCase } from '../case-message.js'
import type { SafetyContext } from '../context.js'
import { lookAtCase } from '../writing/look-at-case.js'

export const getCase: Handler<SafetyContext, ModerationServiceService['getCase']> = async (
  { db, clock },
  { caseId },
  { principal },
) => {
  const caller = userOf(principal)
  const whole = await transact(db, (trx) => lookAtCase(trx, caseId, caller, clock.now()))
  return { case: toModerationCase(whole, caller.userId) }
}
