import type { AuthServiceService } from '@kindred/contracts/auth'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'

export const verifyToken: Handler<AuthContext, AuthServiceService['verifyToken']> = async (
  _context,
  _request,
  call,
) => {
  const { userId, expiresAt } = userOf(call.principal)
  return { valid: true, userId, expiresAt }
}
