import type { CaseDeskServiceService } from '@kindred/contracts/safety'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { notStaff } from '../domain/staff-errors.js'
import { claimCase } from '../writing/claim-case.js'

/** The caller's session is one with the bot, which holds no role: auth is asked what the caller is now. */
export const takeCase: Handler<SafetyContext, CaseDeskServiceService['takeCase']> = async (
  { db, auth, tokenFor },
  { caseId },
  call,
) => {
  const { userId } = userOf(call.principal)
  const { roles } = await auth.getAccount({ userId }, { token: await tokenFor('auth') })
  if (roles.length === 0) throw notStaff()
  const { lease_ends_at: leaseEndsAt } = await transact(db, (trx) => claimCase(trx, caseId, userId))
  return { leaseEndsAt: leaseEndsAt ?? undefined }
}
