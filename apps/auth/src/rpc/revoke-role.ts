import type { AuthServiceService } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { toRoleName } from '../messages.js'
import { revokeRole as revoke } from '../writing/change-role.js'

export const revokeRole: Handler<AuthContext, AuthServiceService['revokeRole']> = async (
  { db, clock, revocations, isFirstAdmin },
  { userId, role },
  { principal },
) => {
  const roles = role === 'UNSPECIFIED' ? (['moderator', 'admin'] as const) : [toRoleName(role)]
  const actorId = userOf(principal).userId
  await transact(db, async (trx) => {
    for (const role of roles) await revoke(trx, { userId, role, actorId }, isFirstAdmin, clock.now())
  })
  await revocations.refresh()
  return {}
}
