import type { SignInWithTelegramRequest, SignInWithTelegramResponse } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { newId } from '@kindred/kernel'

import type { AuthContext, SignInResult } from '../context.js'
import { readDeviceName } from '../domain/device-name.js'
import { sessionRevoked } from '../domain/errors.js'
import { type InitData, verifyInitData } from '../domain/init-data.js'
import { hashRefreshToken, newRefreshToken } from '../domain/refresh-token.js'
import { initDataLifeMs, isLive, mostRefreshTokens, sessionEnd } from '../domain/session-rules.js'
import { claimInitData, findInitDataSession, saveInitDataSession } from '../store/init-data-uses.js'
import { removeSurplusRefreshTokens, saveRefreshToken } from '../store/refresh-tokens.js'
import type { Trx } from '../store/schema.js'
import { findSessionForChange, saveSession, saveSessionUse } from '../store/sessions.js'
import { saveUser, type SignedInUser } from '../store/users.js'
import { toState, toTokens } from './messages.js'

/** The same initData always leads to the same session, replayed or simultaneous; each use gets a refresh token of its own. */
export async function signInWithTelegram(
  context: AuthContext,
  { initData, deviceName }: SignInWithTelegramRequest,
): Promise<SignInWithTelegramResponse> {
  const now = context.clock.now()
  const proof = verifyInitData(initData, context.telegram, now)
  const signedIn = await transact(context.db, (trx) => signIn(trx, proof, readDeviceName(deviceName), now))
  const { user, sessionId, refreshToken, result } = signedIn
  const accessToken = await context.keyring.issue({ userId: user.id, sessionId, roles: user.roles })
  context.countSignIn(result)
  return {
    ...toTokens(accessToken, refreshToken),
    user: { id: user.id, languageCode: user.language_code },
    isNewUser: result === 'new_user',
  }
}

interface SignedIn {
  readonly user: SignedInUser
  readonly sessionId: string
  readonly refreshToken: string
  readonly result: SignInResult
}

async function signIn(trx: Trx, initData: InitData, deviceName: string, now: Date): Promise<SignedIn> {
  const user = await saveUser(trx, {
    id: newId(now.getTime()),
    telegram_id: initData.telegramId,
    language_code: initData.languageCode,
    created_at: now,
  })
  const isFirstUse = await claimInitData(trx, initData.digest, new Date(initData.authDate.getTime() + initDataLifeMs))
  const sessionId = isFirstUse
    ? await beginSession(trx, { user, deviceName, digest: initData.digest, now })
    : await continueSession(trx, initData.digest, now)
  const refreshToken = newRefreshToken()
  await saveRefreshToken(trx, { hash: hashRefreshToken(refreshToken), session_id: sessionId, created_at: now })
  const result = isFirstUse ? (user.is_new ? 'new_user' : 'new_session') : 'replay'
  return { user, sessionId, refreshToken, result }
}

interface Beginning {
  readonly user: SignedInUser
  readonly deviceName: string
  readonly digest: Buffer
  readonly now: Date
}

async function beginSession(trx: Trx, { user, deviceName, digest, now }: Beginning): Promise<string> {
  const id = newId(now.getTime())
  const times = { created_at: now, last_used_at: now, expires_at: sessionEnd(now), revoked_at: null }
  await saveSession(trx, { id, user_id: user.id, device_name: deviceName, of_bot: false, ...times })
  await saveInitDataSession(trx, digest, id)
  return id
}

async function continueSession(trx: Trx, digest: Buffer, now: Date): Promise<string> {
  const id = await findInitDataSession(trx, digest)
  const session = id === undefined ? undefined : await findSessionForChange(trx, id)
  if (session === undefined || !isLive(toState(session), now)) throw sessionRevoked()
  await saveSessionUse(trx, session.id, { last_used_at: now, expires_at: sessionEnd(now) })
  await removeSurplusRefreshTokens(trx, session.id, mostRefreshTokens - 1)
  return session.id
}
