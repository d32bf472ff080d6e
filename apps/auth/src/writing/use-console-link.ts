import { transact } from '@kindred/db'

import type { AuthContext } from '../context.js'
import { consoleLinkLifeMs, hashConsoleCode, newConsoleCode } from '../domain/console-link.js'
import { consoleLinkInvalid } from '../domain/errors.js'
import { isLive } from '../domain/session-rules.js'
import { saveConsoleLink, takeConsoleLink } from '../store/console-links.js'
import type { Trx } from '../store/schema.js'
import { findSessionForChange, stateOf } from '../store/sessions.js'
import { findUser, holdUser } from '../store/users.js'
import { saveFirstRefreshToken } from './exchange-refresh-token.js'
import { openSession } from './open-session.js'
import type { SignedIn } from './sign-in.js'

/** Who asks for a link, in which session. */
interface Maker {
  readonly userId: string
  readonly sessionId: string
}

/** Makes the code of a link that lives no longer than the session it was asked for in. */
export async function makeConsoleLink(
  trx: Trx,
  { userId, sessionId }: Maker,
  now: Date,
): Promise<{ code: string; expiresAt: Date }> {
  const code = newConsoleCode()
  const expiresAt = new Date(now.getTime() + consoleLinkLifeMs)
  const link = {
    user_id: userId,
    code_hash: hashConsoleCode(code),
    session_id: sessionId,
    expires_at: expiresAt,
  }
  await saveConsoleLink(trx, link)
  return { code, expiresAt }
}

/** Signs in whoever holds the code of a link. A used code is gone, also when it brought nothing. */
export async function signInByConsoleLink(
  { db, clock, keyring }: AuthContext,
  code: string,
  deviceName: string,
): Promise<SignedIn> {
  const now = clock.now()
  const opened = await transact(db, (trx) => openConsole(trx, { code, deviceName }, now))
  if (opened === undefined) throw consoleLinkInvalid()
  const { user, sessionId, refreshToken } = opened
  const accessToken = await keyring.issue({ userId: user.id, sessionId, roles: user.roles })
  return { user: { ...user, is_new: false }, accessToken, refreshToken }
}

/** Answers rather than throws: the use of the code must commit. */
async function openConsole(
  trx: Trx,
  { code, deviceName }: { readonly code: string; readonly deviceName: string },
  now: Date,
) {
  const digest = hashConsoleCode(code)
  const link = await takeConsoleLink(trx, digest)
  if (link === undefined || link.expires_at <= now) return undefined
  await holdUser(trx, link.user_id)
  const user = await findUser(trx, link.user_id)
  const maker = await findSessionForChange(trx, link.session_id)
  if (user === undefined || user.roles.length === 0) return undefined
  if (maker === undefined || !isLive(stateOf(maker), now)) return undefined
  const proof = { digest, expiresAt: link.expires_at }
  const session = await openSession(trx, user.id, { name: deviceName, proof }, now)
  return { user, sessionId: session.id, refreshToken: await saveFirstRefreshToken(trx, session.id, now) }
}
