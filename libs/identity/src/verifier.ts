import { AppError, type Clock, type Log, pause, type Principal, systemClock } from '@kindred/kernel'

import { createBotCheck } from './bot-credential.js'
import type { KeySource } from './key-source.js'
import { readToken, type VerifiedToken } from './read-token.js'
import type { RevocationListener, RevocationSource } from './revocation-source.js'
import { createRevokedSessions } from './revoked-sessions.js'
import { serviceKey } from './service-tokens.js'
import { createTokenCache, type KnownToken } from './token-cache.js'

/** What a verifier needs to know. */
export interface TokenVerifierOptions {
  readonly keys: KeySource
  readonly revocations: RevocationSource
  readonly serviceSecret: string
  /** The credential of the bot; without one nobody is the bot. */
  readonly botSecret?: string
  /** The own name: the audience that service tokens must have. */
  readonly self: string
  readonly issuer: string
  readonly audience: string
  readonly clock?: Clock
  readonly log: Log
}

/** Says who holds a token. */
export interface TokenVerifier {
  /**
   * The principal of a bearer token, anonymous without one.
   * Throws `unauthenticated`: TOKEN_INVALID, TOKEN_EXPIRED, SESSION_REVOKED; `unavailable`: KEYS_UNAVAILABLE.
   */
  authenticate(bearer: string | undefined): Promise<Principal>
  /** A token that was found good before and is still; undefined for any other, which may be good too. */
  recall(bearer: string): Pick<KnownToken, 'principal' | 'token'> | undefined
  /** The session of an access token of ours, be it expired or its session ended; undefined for anything else. */
  sessionOf(bearer: string | undefined): Promise<string | undefined>
  /** Called with sessions as they are revoked, for sockets that must close. Answers how to leave. */
  onRevoked(listener: RevocationListener): () => void
  /** Follows revocations; waits for the first list, at most a second. */
  start(): Promise<void>
  stop(): Promise<void>
}

const firstListMs = 1_000
/** An expired token still names its session: a person may have been away for as long as one lives. */
const longestSessionSeconds = 90 * 86_400

/** A verifier that checks tokens by itself and remembers the good ones until they expire. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const clock = options.clock ?? systemClock
  const revoked = createRevokedSessions(clock)
  const cache = createTokenCache(clock)
  const isBot = createBotCheck(options.botSecret)
  const rules = { ...options, clock, serviceKey: serviceKey(options.serviceSecret) }
  const isRevoked = ({ principal }: VerifiedToken): boolean =>
    principal.kind === 'user' && revoked.has(principal.sessionId)
  let leave: (() => void) | undefined

  return {
    async authenticate(bearer) {
      if (bearer === undefined || bearer === '') return { kind: 'anonymous' }
      const known = cache.find(bearer)
      if (known === undefined && isBot(bearer)) return { kind: 'bot' }
      const found = known ?? (await readToken(bearer, rules))
      if (isRevoked(found)) throw sessionRevoked()
      if (known === undefined) cache.save(bearer, found)
      return found.principal
    },
    recall(bearer) {
      const known = cache.find(bearer)
      return known === undefined || isRevoked(known) ? undefined : known
    },
    async sessionOf(bearer) {
      if (bearer === undefined || bearer === '') return undefined
      const { principal } = await readToken(bearer, { ...rules, lateSeconds: longestSessionSeconds })
      return principal.kind === 'user' ? principal.sessionId : undefined
    },
    onRevoked(listener) {
      return revoked.onAdded((sessionIds, shutOut) => {
        try {
          listener(sessionIds, shutOut)
        } catch (error) {
          options.log.error({ err: error }, 'a listener to revocations failed')
        }
      })
    },
    async start() {
      const listed = new AbortController()
      leave ??= options.revocations.follow((sessionIds, shutOut) => {
        revoked.add(sessionIds, shutOut)
        listed.abort()
      })
      await pause(firstListMs, listed.signal)
    },
    stop() {
      leave?.()
      leave = undefined
      return Promise.resolve()
    },
  }
}

const sessionRevoked = (): AppError =>
  new AppError({
    kind: 'unauthenticated',
    code: 'SESSION_REVOKED',
    detail: 'This session was ended. Sign in again.',
  })
