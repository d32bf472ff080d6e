import type { AuthContext } from '../context.js'
import { freshMs } from '../domain/account-rules.js'
import { findSessionOf } from '../store/sessions.js'

/**
 * Whether the person proved a moment ago who they are. A session of the Mini App begins with its proof; the one of the bot lives on, and is used
 * when Telegram says that the person has just written or pressed something.
 */
export async function isFresh(
  { db, clock }: AuthContext,
  userId: string,
  sessionId: string,
): Promise<boolean> {
  const session = await findSessionOf(db, userId, sessionId)
  if (session === undefined) return false
  const proven = session.of_bot ? session.last_used_at : session.created_at
  return clock.now().getTime() - proven.getTime() < freshMs
}
