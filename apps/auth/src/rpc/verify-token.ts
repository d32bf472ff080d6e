import { type VerifyTokenRequest, type VerifyTokenResponse } from '@kindred/contracts/auth'
import { userOf } from '@kindred/kernel'
import { type Call } from '@kindred/rpc'

import { type AuthContext } from '../context.js'

export async function verifyToken(
  _context: AuthContext,
  _request: VerifyTokenRequest,
  call: Call,
): Promise<VerifyTokenResponse> {
  const { userId, expiresAt } = userOf(call.principal)
  return { valid: true, userId, expiresAt }
}
