import { type RevokeSessionRequest, type RevokeSessionResponse } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import { type Call } from '@kindred/rpc'

import { type AuthContext } from '../context.js'
import { sessionNotFound } from '../domain/errors.js'
import { signOutSessions } from '../store/revocations.js'
import { findSessionOf } from '../store/sessions.js'

/** Someone else's session is not found either. One that has ended already is ended: a repeated call succeeds. */
export async function revokeSession(
  context: AuthContext,
  { sessionId }: RevokeSessionRequest,
  call: Call,
): Promise<RevokeSessionResponse> {
  const { userId } = userOf(call.principal)
  await transact(context.db, async (trx) => {
    if ((await findSessionOf(trx, userId, sessionId)) === undefined) throw sessionNotFound()
    await signOutSessions(trx, [sessionId], context.clock.now())
  })
  await context.revocations.refresh()
  return {}
}
