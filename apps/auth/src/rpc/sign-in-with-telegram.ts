import { type SignInWithTelegramRequest, type SignInWithTelegramResponse } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { type AuthContext, type SignInResult } from '../context.js'
import { readDeviceName } from '../domain/device-name.js'
import { sessionRevoked } from '../domain/errors.js'
import { type InitData, verifyInitData } from '../domain/init-data.js'
import { hashRefreshToken, newRefreshToken } from '../domain/refresh-token.js'
import { initDataLifeMs, maxSessionsOfInitData, sessionEnd } from '../domain/session-rules.js'
import { toTokens } from '../messages.js'
import { holdInitData } from '../store/init-data-uses.js'
import { saveRefreshToken } from '../store/refresh-tokens.js'
import { revokeSessions } from '../store/revocations.js'
import { type Trx } from '../store/schema.js'
import { listSurplusSessions, saveSession } from '../store/sessions.js'
import { type SignedInUser } from '../store/users.js'
import { openAccount } from '../writing/open-account.js'

/** Each sign-in is a session of its own, so that one made with somebody else's initData shows in the list. */
export async function signInWithTelegram(
  context: AuthContext,
  { initData, deviceName }: SignInWithTelegramRequest,
): Promise<SignInWithTelegramResponse> {
  const now = context.clock.now()
  const proof = verifyInitData(initData, context.telegram, now)
  const signedIn = await transact(context.db, (trx) =>
    signIn(context, trx, { ...proof, deviceName: readDeviceName(deviceName) }),
  )
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

async function signIn(
  context: AuthContext,
  trx: Trx,
  { deviceName, ...initData }: InitData & { readonly deviceName: string },
): Promise<SignedIn> {
  const now = context.clock.now()
  const user = await openAccount(context, trx, {
    id: newId(now.getTime()),
    telegram_id: initData.telegramId,
    language_code: initData.languageCode,
    created_at: now,
  })
  const { digest, authDate } = initData
  const { isEnded } = await holdInitData(trx, digest, new Date(authDate.getTime() + initDataLifeMs))
  if (isEnded) throw sessionRevoked()
  const surplus = await listSurplusSessions(trx, digest, maxSessionsOfInitData - 1)
  await revokeSessions(trx, surplus, now)
  const sessionId = await beginSession(trx, { user, deviceName, digest, now })
  const refreshToken = newRefreshToken()
  const token = { hash: hashRefreshToken(refreshToken), session_id: sessionId, parent: null, created_at: now }
  await saveRefreshToken(trx, token)
  return { user, sessionId, refreshToken, result: user.is_new ? 'new_user' : 'new_session' }
}

interface Beginning {
  readonly user: SignedInUser
  readonly deviceName: string
  readonly digest: Buffer
  readonly now: Date
}

async function beginSession(trx: Trx, { user, deviceName, digest, now }: Beginning): Promise<string> {
  const id = newId(now.getTime())
  const times = { created_at: now, last_used_at: now, expires_at: sessionEnd(now, now), revoked_at: null }
  await saveSession(trx, {
    id,
    user_id: user.id,
    device_name: deviceName,
    of_bot: false,
    init_data: digest,
    ...times,
  })
  return id
}
