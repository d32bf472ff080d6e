import type { AuthContext } from '../context.js'
import { freshMs } from '../domain/account-rules.js'
import { findSessionOf } from '../store/sessions.js'

/** Whether a session of the Mini App was begun a moment ago. */
export async function isFresh(
  { db, clock }: AuthContext,
  userId: string,
  sessionId: string,
): Promise<boolean> {
  const session = await findSessionOf(db, userId, sessionId)
  if (session === undefined || session.of_bot) return false
  return clock.now().getTime() - session.created_at.getTime() < freshMs
}
