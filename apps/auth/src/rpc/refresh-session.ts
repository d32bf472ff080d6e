import { type RefreshSessionRequest, type RefreshSessionResponse } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'

import { type AuthContext } from '../context.js'
import { refreshTokenInvalid, refreshTokenReused, sessionRevoked } from '../domain/errors.js'
import {
  hashRefreshToken,
  isRefreshToken,
  newRefreshToken,
  sealSuccessor,
  unsealSuccessor,
} from '../domain/refresh-token.js'
import { decideRefresh, rolesWithBot, sessionEnd } from '../domain/session-rules.js'
import { toState, toTokens } from '../messages.js'
import {
  findRefreshToken,
  findRefreshTokenSession,
  saveRefreshToken,
  saveRefreshTokenUse,
  wipeSuccessorOf,
} from '../store/refresh-tokens.js'
import { signOutSessions } from '../store/revocations.js'
import { type SessionRow, type Trx } from '../store/schema.js'
import { findSessionForChange, saveSessionUse } from '../store/sessions.js'
import { listRoles } from '../store/users.js'

export async function refreshSession(
  context: AuthContext,
  { refreshToken }: RefreshSessionRequest,
): Promise<RefreshSessionResponse> {
  if (!isRefreshToken(refreshToken)) throw refreshTokenInvalid()
  const exchanged = await transact(context.db, (trx) => exchange(trx, refreshToken, context.clock.now()))
  switch (exchanged.kind) {
    case 'unknown':
    case 'expired':
      throw refreshTokenInvalid()
    case 'revoked':
      throw sessionRevoked()
    case 'reused':
      context.log.warn(
        { sessionId: exchanged.sessionId },
        'a refresh token was used again, its session is revoked',
      )
      await context.revocations.refresh()
      throw refreshTokenReused()
    case 'exchanged':
      return toTokens(await context.keyring.issue(exchanged.subject), exchanged.successor)
  }
}

type Exchange =
  | { readonly kind: 'unknown' | 'expired' | 'revoked' }
  | { readonly kind: 'reused'; readonly sessionId: string }
  | {
      readonly kind: 'exchanged'
      readonly successor: string
      readonly subject: { userId: string; sessionId: string; roles: readonly string[] }
    }

/** The token is read under the lock of its session, so that simultaneous uses follow one another. Answers rather than throws: a revocation must commit. */
async function exchange(trx: Trx, token: string, now: Date): Promise<Exchange> {
  const hash = hashRefreshToken(token)
  const sessionId = await findRefreshTokenSession(trx, hash)
  const session = sessionId === undefined ? undefined : await findSessionForChange(trx, sessionId)
  const row = session === undefined ? undefined : await findRefreshToken(trx, hash)
  if (session === undefined || row === undefined) return { kind: 'unknown' }
  const decision = decideRefresh(
    toState(session),
    { usedAt: row.used_at, sealedSuccessor: row.sealed_successor },
    now,
  )
  switch (decision.kind) {
    case 'revoked':
    case 'expired':
      return { kind: decision.kind }
    case 'reused':
      await signOutSessions(trx, [session.id], now)
      return { kind: 'reused', sessionId: session.id }
    case 'repeat':
      return exchanged(trx, session, unsealSuccessor(token, decision.sealedSuccessor))
    case 'rotate':
      return exchanged(trx, session, await rotate(trx, session, { token, parent: row.parent }, now))
  }
}

async function exchanged(trx: Trx, session: SessionRow, successor: string): Promise<Exchange> {
  const roles = session.of_bot ? rolesWithBot : await listRoles(trx, session.user_id)
  return { kind: 'exchanged', successor, subject: { userId: session.user_id, sessionId: session.id, roles } }
}

interface Rotated {
  readonly token: string
  readonly parent: Buffer | null
}

async function rotate(trx: Trx, session: SessionRow, { token, parent }: Rotated, now: Date): Promise<string> {
  const successor = newRefreshToken()
  const hash = hashRefreshToken(token)
  const next = { hash: hashRefreshToken(successor), session_id: session.id, parent: hash, created_at: now }
  await saveRefreshToken(trx, next)
  await saveRefreshTokenUse(trx, hash, { used_at: now, sealed_successor: sealSuccessor(token, successor) })
  if (parent !== null) await wipeSuccessorOf(trx, parent)
  await saveSessionUse(trx, session.id, {
    last_used_at: now,
    expires_at: sessionEnd(session.created_at, now),
  })
  return successor
}
