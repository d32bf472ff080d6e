import type { AuthServiceService } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { toRoleName } from '../messages.js'
import { grantRole as grant } from '../writing/change-role.js'

export const grantRole: Handler<AuthContext, AuthServiceService['grantRole']> = async (
  { db },
  { userId, role },
  { principal },
) => {
  const actorId = userOf(principal).userId
  await transact(db, (trx) => grant(trx, { userId, role: toRoleName(role), actorId }))
  return {}
}
