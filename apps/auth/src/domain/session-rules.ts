const dayMs = 24 * 3_600_000

/** A session ends this long after its last refresh. */
export const sessionIdleMs = 30 * dayMs

/** A session ends this long after its sign-in, however much it is used. */
const sessionLifeMs = 90 * dayMs

/** Access tokens live 5 min; after this a revoked session needs no naming any more. */
export const revocationLifeMs = 6 * 60_000

/** The use of initData is remembered from its auth_date on: longer than any limit on age allows it to be used. */
export const initDataLifeMs = 25 * 3_600_000

/** Live sessions that one proof may have begun: Telegram's clients hand the same initData out again, and so may a thief. */
export const maxSessionsOfProof = 5

/** Unused refresh tokens of a session with the bot, which exchanges again rather than refreshes. */
export const maxBotRefreshTokens = 4

/** What a session with the bot is called in the session list. */
export const botDeviceName = 'Telegram bot'

/** Whoever holds the bot's credential can speak for anyone, but for nobody as a moderator or an admin. */
export const rolesWithBot: readonly string[] = []

/** Until then a session can be used that is used now. */
export const sessionEnd = (createdAt: Date, now: Date): Date =>
  new Date(Math.min(now.getTime() + sessionIdleMs, createdAt.getTime() + sessionLifeMs))

/** What is known of a session when one of its tokens turns up. */
export interface SessionState {
  readonly revokedAt: Date | null
  readonly expiresAt: Date
}

/** What is known of a refresh token. */
export interface RefreshTokenState {
  readonly usedAt: Date | null
  /** Null once the successor was used. */
  readonly sealedSuccessor: Buffer | null
}

/**
 * What to do with a refresh token. `repeat` gives the successor again: as long as nobody used it, the answer may have been lost
 * on its way. `reused` ends the family.
 */
export type RefreshDecision =
  | { readonly kind: 'rotate' | 'reused' | 'revoked' | 'expired' }
  | { readonly kind: 'repeat'; readonly sealedSuccessor: Buffer }

/** Decides over a refresh token of a session. */
export function decideRefresh(session: SessionState, token: RefreshTokenState, now: Date): RefreshDecision {
  if (session.revokedAt !== null) return { kind: 'revoked' }
  if (session.expiresAt <= now) return { kind: 'expired' }
  if (token.usedAt === null) return { kind: 'rotate' }
  if (token.sealedSuccessor === null) return { kind: 'reused' }
  return { kind: 'repeat', sealedSuccessor: token.sealedSuccessor }
}

/** True while a session can be used. */
export const isLive = ({ revokedAt, expiresAt }: SessionState, now: Date): boolean =>
  revokedAt === null && expiresAt > now
