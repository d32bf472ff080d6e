import type { AccessTokenSubject } from '@kindred/identity'

import { hashRefreshToken, newRefreshToken, sealSuccessor, unsealSuccessor } from '../domain/refresh-token.js'
import { decideRefresh, rolesWithBot, sessionEnd } from '../domain/session-rules.js'
import { isLeaving } from '../store/deletions.js'
import {
  findRefreshToken,
  findRefreshTokenSession,
  saveRefreshToken,
  saveRefreshTokenUse,
  wipeSuccessorOf,
} from '../store/refresh-tokens.js'
import type { SessionRow, Trx } from '../store/schema.js'
import { findSessionForChange, saveSessionUse, stateOf } from '../store/sessions.js'
import { listRoles } from '../store/users.js'
import { signOutSessions } from './end-sessions.js'

/** What came of a refresh token. */
export type Exchange =
  | { readonly kind: 'unknown' | 'expired' }
  | { readonly kind: 'revoked'; readonly userId: string }
  | { readonly kind: 'reused'; readonly sessionId: string }
  | {
      readonly kind: 'exchanged'
      readonly successor: string
      readonly subject: AccessTokenSubject
    }

/** The first refresh token of a sign-in. */
export async function saveFirstRefreshToken(trx: Trx, sessionId: string, now: Date): Promise<string> {
  const token = newRefreshToken()
  const row = { hash: hashRefreshToken(token), session_id: sessionId, parent: null, created_at: now }
  await saveRefreshToken(trx, row)
  return token
}

/**
 * Exchanges a refresh token for its successor. It is read under the lock of its session, so that simultaneous uses follow one
 * another. Answers rather than throws: the revocation of a family must commit.
 */
export async function exchangeRefreshToken(trx: Trx, token: string, now: Date): Promise<Exchange> {
  const hash = hashRefreshToken(token)
  const sessionId = await findRefreshTokenSession(trx, hash)
  const session = sessionId === undefined ? undefined : await findSessionForChange(trx, sessionId)
  const row = session === undefined ? undefined : await findRefreshToken(trx, hash)
  if (session === undefined || row === undefined) return { kind: 'unknown' }
  const decision = decideRefresh(
    stateOf(session),
    { usedAt: row.used_at, sealedSuccessor: row.sealed_successor },
    now,
  )
  switch (decision.kind) {
    case 'revoked':
      return { kind: 'revoked', userId: session.user_id }
    case 'expired':
      return { kind: 'expired' }
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
  const leaving = await isLeaving(trx, session.user_id)
  const subject = { userId: session.user_id, sessionId: session.id, roles, leaving }
  return { kind: 'exchanged', successor, subject }
}

interface UsedToken {
  readonly token: string
  readonly parent: Buffer | null
}

async function rotate(
  trx: Trx,
  session: SessionRow,
  { token, parent }: UsedToken,
  now: Date,
): Promise<string> {
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
