import { errors, jwtVerify, SignJWT } from 'jose'

import { AppError } from '@kindred/kernel'

import type { AccessTokenSigner } from './access-tokens.js'
import type { KeySource } from './key-source.js'

/** The header `typ` of a token for an appeal, so that it serves as nothing else. */
const appealTokenType = 'appeal+jwt'
const appealAudience = 'appeal'
const lifeSeconds = 7 * 86_400

/** Who may appeal against what without being signed in. */
export interface Appellant {
  readonly userId: string
  readonly decisionId: string
}

/** A token by which somebody who is refused a sign-in may appeal, for 7 days. */
export function signAppealToken(
  { kid, privateKey, issuer, clock }: Omit<AccessTokenSigner, 'audience'>,
  { userId, decisionId }: Appellant,
): Promise<string> {
  const issuedAt = Math.floor((clock?.now().getTime() ?? Date.now()) / 1000)
  return new SignJWT({ decision_id: decisionId })
    .setProtectedHeader({ alg: 'EdDSA', typ: appealTokenType, kid })
    .setIssuer(issuer)
    .setAudience(appealAudience)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .sign(privateKey)
}

/** Who holds a token for an appeal; undefined for anything else. Throws KEYS_UNAVAILABLE while that cannot be told. */
export async function readAppealToken(
  token: string,
  { keys, issuer, now }: { readonly keys: KeySource; readonly issuer: string; readonly now: Date },
): Promise<Appellant | undefined> {
  try {
    const { payload } = await jwtVerify(token, ({ kid = '' }) => requireKey(keys, kid), {
      algorithms: ['EdDSA'],
      typ: appealTokenType,
      issuer,
      audience: appealAudience,
      requiredClaims: ['sub', 'exp', 'decision_id'],
      currentDate: now,
    })
    const { sub = '', decision_id: decisionId } = payload
    return typeof decisionId === 'string' ? { userId: sub, decisionId } : undefined
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

async function requireKey(keys: KeySource, kid: string) {
  const key = await keys.findKey(kid)
  if (key === undefined) throw new errors.JWKSNoMatchingKey()
  return key
}
