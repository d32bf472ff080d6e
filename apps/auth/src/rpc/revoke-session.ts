import type { AuthServiceService } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { sessionNotFound } from '../domain/errors.js'
import { findSessionOf } from '../store/sessions.js'
import { signOutSessions } from '../writing/end-sessions.js'

/** Somebody else's session is not found either; ending a session that has ended already succeeds. */
export const revokeSession: Handler<AuthContext, AuthServiceService['revokeSession']> = async (
  { db, clock, revocations },
  { sessionId },
  call,
) => {
  const { userId } = userOf(call.principal)
  await transact(db, async (trx) => {
    if ((await findSessionOf(trx, userId, sessionId)) === undefined) throw sessionNotFound()
    await signOutSessions(trx, [sessionId], clock.now())
  })
  await revocations.refresh()
  return {}
}
