import type { SafetyServiceService } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { decisionNotFound } from '../domain/staff-errors.js'
import { listAccountsOf } from '../store/accounts.js'
import { saveSeen } from '../store/decisions.js'

export const acknowledgeDecision: Handler<
  SafetyContext,
  SafetyServiceService['acknowledgeDecision']
> = async ({ db, clock }, { decisionId }, { principal }) => {
  const accounts = await listAccountsOf(db, userOf(principal).userId)
  if (!(await saveSeen(db, decisionId, accounts, clock.now()))) throw decisionNotFound()
  return {}
}
