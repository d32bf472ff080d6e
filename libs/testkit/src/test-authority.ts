import { randomBytes, webcrypto } from 'node:crypto'

import {
  createServiceTokens,
  generateSigningKey,
  type KeySource,
  localKeys,
  localRevocations,
  type RevocationSource,
  signAccessToken,
  signAppealToken,
  type TokenVerifierOptions,
} from '@kindred/identity'
import { type Clock, newId, systemClock } from '@kindred/kernel'

import { testLog } from './test-log.js'

/** Who may be issued a token for a test. */
interface TestSubject {
  readonly sessionId?: string
  readonly roles?: readonly string[]
  /** Seconds, 300 unless told. */
  readonly expiresIn?: number
}

/** An issuer in memory that stands where the auth service stands. */
export interface TestAuthority {
  readonly clock: Clock
  readonly keys: KeySource
  readonly revocations: RevocationSource
  readonly serviceSecret: string
  readonly issuer: string
  readonly audience: string
  /** An access token of a person. */
  issue(userId: string, subject?: TestSubject): Promise<string>
  /** A token for an appeal of who cannot sign in; signed by another key when told. */
  appealToken(userId: string, decisionId: string, key?: webcrypto.CryptoKey): Promise<string>
  revoke(sessionId: string, how?: { readonly shutOut?: boolean }): void
  /** A token by which `service` calls `audience`. */
  serviceToken(service: string, audience: string, onBehalfOf?: string): Promise<string>
  /** For createTokenVerifier of the service `self`. */
  verifierOptions(self: string): TokenVerifierOptions
}

/** A TestAuthority with a key of its own; tokens of another one are refused. */
export async function createTestAuthority(clock: Clock = systemClock): Promise<TestAuthority> {
  const { kid, privateJwk, publicJwk } = await generateSigningKey()
  const privateKey = await webcrypto.subtle.importKey(
    'jwk',
    privateJwk as webcrypto.JsonWebKey,
    'Ed25519',
    false,
    ['sign'],
  )
  const named = { issuer: 'https://kindred.test', audience: 'kindred' }
  const trust = { keys: localKeys(async () => [publicJwk]), revocations: localRevocations() }
  const serviceSecret = randomBytes(32).toString('hex')
  return {
    clock,
    ...named,
    ...trust,
    serviceSecret,
    issue: (userId, { sessionId = newId(), ...subject } = {}) =>
      signAccessToken({ kid, privateKey, clock, ...named }, { userId, sessionId, ...subject }),
    appealToken: (userId, decisionId, key = privateKey) =>
      signAppealToken({ kid, privateKey: key, clock, issuer: named.issuer }, { userId, decisionId }),
    revoke: (sessionId, { shutOut = false } = {}) =>
      trust.revocations.revoke([sessionId], new Set(shutOut ? [sessionId] : [])),
    serviceToken: (service, audience, onBehalfOf) =>
      createServiceTokens({ service, secret: serviceSecret, clock }).issue(audience, onBehalfOf),
    verifierOptions: (self) => ({ ...named, ...trust, serviceSecret, self, clock, log: testLog }),
  }
}
