import { randomUUID } from 'node:crypto'

import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

import { type Clock, systemClock } from '@kindred/kernel'

/** Seconds that an access token lives. */
export const accessTokenSeconds = 300

/** The header `typ` of an access token, RFC 9068. */
export const accessTokenType = 'at+jwt'

/** Whom a token is for. */
export interface AccessTokenSubject {
  readonly userId: string
  readonly sessionId: string
  readonly roles?: readonly string[]
  /** The account waits for its deletion. */
  readonly leaving?: boolean
  /** 300 by default. */
  readonly expiresIn?: number
}

/** What signs. */
export interface AccessTokenSigner {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly issuer: string
  readonly audience: string
  readonly clock?: Clock
}

/** A fresh Ed25519 pair as JWKs; the public half is safe to publish. */
export async function generateSigningKey(): Promise<{ kid: string; privateJwk: JWK; publicJwk: JWK }> {
  const pair = await generateKeyPair('EdDSA', { extractable: true })
  const kid = randomUUID()
  const header = { kid, alg: 'EdDSA', use: 'sig' }
  const { d, ...half } = await exportJWK(pair.privateKey)
  if (d === undefined) throw new Error('The generated key has no private part.')
  return { kid, privateJwk: { ...half, d, ...header }, publicJwk: { ...half, ...header } }
}

/** An EdDSA access token. */
export function signAccessToken(signer: AccessTokenSigner, subject: AccessTokenSubject): Promise<string> {
  const issuedAt = Math.floor((signer.clock ?? systemClock).now().getTime() / 1000)
  const { sessionId: sid, roles = [], leaving = false } = subject
  return new SignJWT({ sid, roles, ...(leaving && { leaving }) })
    .setProtectedHeader({ alg: 'EdDSA', typ: accessTokenType, kid: signer.kid })
    .setIssuer(signer.issuer)
    .setAudience(signer.audience)
    .setSubject(subject.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + (subject.expiresIn ?? accessTokenSeconds))
    .setJti(randomUUID())
    .sign(signer.privateKey)
}
