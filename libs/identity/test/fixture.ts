import { type CryptoKey, importJWK } from 'jose'

import type { Clock, Log } from '@kindred/kernel'

import {
  type AccessTokenSubject,
  createTokenVerifier,
  generateSigningKey,
  localKeys,
  localRevocations,
  signAccessToken,
} from '../src/index.js'

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

export const issuer = 'kindred'
export const audience = 'kindred-api'
export const serviceSecret = 'a secret that all services of a test share'
export const alice = {
  userId: '01890000-0000-7000-8000-000000000001',
  sessionId: '01890000-0000-7000-8000-00000000000a',
}

export function movableClock(
  start = Date.parse('2026-01-01T12:00:00Z'),
): Clock & { advance(seconds: number): void } {
  let now = start
  return {
    now: () => new Date(now),
    advance(seconds) {
      now += seconds * 1000
    },
  }
}

/** An authority with one key and a verifier that trusts it. */
export async function openWorld() {
  const clock = movableClock()
  const key = await generateSigningKey()
  const privateKey = (await importJWK(key.privateJwk, 'EdDSA')) as CryptoKey
  const published = [key.publicJwk]
  const revocations = localRevocations()
  const verifier = createTokenVerifier({
    keys: localKeys(() => Promise.resolve(published)),
    revocations,
    serviceSecret,
    self: 'profile',
    issuer,
    audience,
    clock,
    log: silent,
  })
  await verifier.start()
  const signer = { kid: key.kid, privateKey, issuer, audience, clock }
  const issue = (subject: Partial<AccessTokenSubject> = {}) =>
    signAccessToken(signer, { ...alice, ...subject })
  return { clock, key, privateKey, published, revocations, verifier, signer, issue }
}
