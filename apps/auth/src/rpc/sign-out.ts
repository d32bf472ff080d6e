import type { AuthServiceService } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { signOutSessions } from '../writing/end-sessions.js'

export const signOut: Handler<AuthContext, AuthServiceService['signOut']> = async (
  { db, clock, revocations },
  _request,
  call,
) => {
  const { sessionId } = userOf(call.principal)
  await transact(db, (trx) => signOutSessions(trx, [sessionId], clock.now()))
  await revocations.refresh()
  return {}
}
