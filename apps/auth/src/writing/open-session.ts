import { newId } from '@kindred/kernel'

import { sessionRevoked } from '../domain/errors.js'
import type { Proof } from '../domain/login.js'
import {
  botDeviceName,
  isLive,
  maxBotRefreshTokens,
  maxSessionsOfProof,
  sessionEnd,
} from '../domain/session-rules.js'
import { holdProof } from '../store/proof-uses.js'
import { removeSurplusRefreshTokens } from '../store/refresh-tokens.js'
import type { SessionRow, Trx } from '../store/schema.js'
import {
  findBotSessionForChange,
  listSurplusSessions,
  saveSession,
  saveSessionUse,
  stateOf,
} from '../store/sessions.js'
import { saveSignIn } from '../store/sign-ins.js'
import { revokeSessions } from './end-sessions.js'

/** The session that a sign-in belongs to. */
export interface OpenedSession {
  readonly id: string
  /** It was there before. */
  readonly isRenewed: boolean
}

/** Each sign-in is a session of its own, so that one made with somebody else's proof shows in the list. */
export async function openSession(
  trx: Trx,
  userId: string,
  { name, proof }: { readonly name: string; readonly proof: Proof },
  now: Date,
): Promise<OpenedSession> {
  const { isEnded } = await holdProof(trx, proof.digest, proof.expiresAt)
  if (isEnded) throw sessionRevoked()
  const surplus = await listSurplusSessions(trx, proof.digest, maxSessionsOfProof - 1)
  await revokeSessions(trx, surplus, now)
  return beginSession(trx, { user_id: userId, device_name: name, of_bot: false, proof: proof.digest }, now)
}

/** The person's session with the bot goes on; one that was ended gives way to a new one, since the person writes to the bot again. */
export async function openBotSession(trx: Trx, userId: string, now: Date): Promise<OpenedSession> {
  const session = await findBotSessionForChange(trx, userId)
  if (session !== undefined && isLive(stateOf(session), now)) return renew(trx, session, now)
  if (session !== undefined) await revokeSessions(trx, [session.id], now)
  return beginSession(trx, { user_id: userId, device_name: botDeviceName, of_bot: true, proof: null }, now)
}

async function renew(trx: Trx, { id, created_at }: SessionRow, now: Date): Promise<OpenedSession> {
  await saveSessionUse(trx, id, { last_used_at: now, expires_at: sessionEnd(created_at, now) })
  await removeSurplusRefreshTokens(trx, id, maxBotRefreshTokens - 1)
  return { id, isRenewed: true }
}

type NewSession = Pick<SessionRow, 'user_id' | 'device_name' | 'of_bot' | 'proof'>

async function beginSession(trx: Trx, session: NewSession, now: Date): Promise<OpenedSession> {
  const id = newId(now.getTime())
  const times = { created_at: now, last_used_at: now, expires_at: sessionEnd(now, now), revoked_at: null }
  await saveSession(trx, { ...session, ...times, id })
  await saveSignIn(trx, {
    session_id: id,
    user_id: session.user_id,
    signed_in_at: now,
    device_name: session.device_name,
    way: session.of_bot ? 'bot' : 'mini_app',
  })
  return { id, isRenewed: false }
}
