import { type SignOutRequest, type SignOutResponse } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import { type Call } from '@kindred/rpc'

import { type AuthContext } from '../context.js'
import { signOutSessions } from '../store/revocations.js'

export async function signOut(
  context: AuthContext,
  _request: SignOutRequest,
  call: Call,
): Promise<SignOutResponse> {
  const { sessionId } = userOf(call.principal)
  await transact(context.db, (trx) => signOutSessions(trx, [sessionId], context.clock.now()))
  await context.revocations.refresh()
  return {}
}
