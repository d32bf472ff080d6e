import { type ExchangeTelegramUserRequest, type ExchangeTelegramUserResponse } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { type AuthContext, type SignInResult } from '../context.js'
import { hashRefreshToken, newRefreshToken } from '../domain/refresh-token.js'
import {
  botDeviceName,
  isLive,
  maxBotRefreshTokens,
  rolesWithBot,
  sessionEnd,
} from '../domain/session-rules.js'
import { toState, toTokens } from '../messages.js'
import { removeSurplusRefreshTokens, saveRefreshToken } from '../store/refresh-tokens.js'
import { revokeSessions } from '../store/revocations.js'
import { type Trx } from '../store/schema.js'
import { findBotSessionForChange, saveSession, saveSessionUse } from '../store/sessions.js'
import { type SignedInUser } from '../store/users.js'
import { openAccount } from '../writing/open-account.js'

/** The person's session with the bot goes on; one that was ended gives way to a new one, since the person writes to the bot again. */
export async function exchangeTelegramUser(
  context: AuthContext,
  request: ExchangeTelegramUserRequest,
): Promise<ExchangeTelegramUserResponse> {
  const now = context.clock.now()
  const { user, sessionId, refreshToken, result } = await transact(context.db, (trx) =>
    exchange(context, trx, request, now),
  )
  const accessToken = await context.keyring.issue({ userId: user.id, sessionId, roles: rolesWithBot })
  context.countSignIn(result)
  return {
    ...toTokens(accessToken, refreshToken),
    user: { id: user.id, languageCode: user.language_code },
    isNewUser: result === 'new_user',
  }
}

interface Exchanged {
  readonly user: SignedInUser
  readonly sessionId: string
  readonly refreshToken: string
  readonly result: SignInResult
}

/** `openAccount` locks the person's row, so that simultaneous exchanges follow one another. */
async function exchange(
  context: AuthContext,
  trx: Trx,
  { telegramUserId, languageCode }: ExchangeTelegramUserRequest,
  now: Date,
): Promise<Exchanged> {
  const user = await openAccount(context, trx, {
    id: newId(now.getTime()),
    telegram_id: telegramUserId,
    language_code: languageCode,
    created_at: now,
  })
  const running = await continueSession(trx, user.id, now)
  const sessionId = running ?? (await beginSession(trx, user.id, now))
  const refreshToken = newRefreshToken()
  const token = { hash: hashRefreshToken(refreshToken), session_id: sessionId, parent: null, created_at: now }
  await saveRefreshToken(trx, token)
  const result = running !== undefined ? 'bot_renewal' : user.is_new ? 'new_user' : 'new_session'
  return { user, sessionId, refreshToken, result }
}

async function continueSession(trx: Trx, userId: string, now: Date): Promise<string | undefined> {
  const session = await findBotSessionForChange(trx, userId)
  if (session === undefined) return undefined
  if (!isLive(toState(session), now)) {
    await revokeSessions(trx, [session.id], now)
    return undefined
  }
  await saveSessionUse(trx, session.id, {
    last_used_at: now,
    expires_at: sessionEnd(session.created_at, now),
  })
  await removeSurplusRefreshTokens(trx, session.id, maxBotRefreshTokens - 1)
  return session.id
}

async function beginSession(trx: Trx, userId: string, now: Date): Promise<string> {
  const id = newId(now.getTime())
  const times = { created_at: now, last_used_at: now, expires_at: sessionEnd(now, now), revoked_at: null }
  await saveSession(trx, {
    id,
    user_id: userId,
    device_name: botDeviceName,
    of_bot: true,
    init_data: null,
    ...times,
  })
  return id
}
