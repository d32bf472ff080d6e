import {
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
  type JWTVerifyOptions,
  type ProtectedHeaderParameters,
} from 'jose'

import { AppError, type Clock, type Principal } from '@kindred/kernel'

import { accessTokenType } from './access-tokens.js'
import type { KeySource } from './key-source.js'
import { serviceTokenType } from './service-tokens.js'

/** A token that was found good. */
export interface VerifiedToken {
  readonly principal: Principal
  /** Unix milliseconds. */
  readonly verifiedAt: number
  /** Unix milliseconds, without tolerance. */
  readonly expiresAt: number
}

interface TokenRules {
  readonly keys: KeySource
  readonly serviceKey: Uint8Array
  readonly self: string
  readonly issuer: string
  readonly audience: string
  readonly clock: Clock
  /** For so long an expired token is read still; no longer than clocks differ unless told. */
  readonly lateSeconds?: number
}

/** Clocks of machines that are kept in time differ by this much at most. */
const toleranceSeconds = 30
const longestToken = 8_192

/** Verifies a token; `typ` alone says by which rules, so that no token serves as another kind. */
export async function readToken(token: string, rules: TokenRules): Promise<VerifiedToken> {
  try {
    const header = headerOf(token)
    if (header.typ === accessTokenType) return await readAccessToken(token, header.kid, rules)
    if (header.typ === serviceTokenType) return await readServiceToken(token, rules)
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof errors.JWTExpired)
      throw refused('TOKEN_EXPIRED', 'The access token has expired.', error)
    throw invalid(error)
  }
  throw invalid()
}

function headerOf(token: string): ProtectedHeaderParameters {
  if (token.length > longestToken) throw invalid()
  return decodeProtectedHeader(token)
}

async function readAccessToken(
  token: string,
  kid: string | undefined,
  rules: TokenRules,
): Promise<VerifiedToken> {
  if (typeof kid !== 'string' || kid === '' || kid.length > 128) throw invalid()
  const key = await rules.keys.findKey(kid)
  if (key === undefined) throw invalid()
  const { payload } = await jwtVerify(token, key, {
    ...timeRules(rules),
    algorithms: ['EdDSA'],
    typ: accessTokenType,
    issuer: rules.issuer,
    audience: rules.audience,
    requiredClaims: ['sub', 'sid', 'iat', 'exp', 'jti'],
  })
  const { sub, sid, roles, leaving } = payload
  if (typeof sub !== 'string' || sub === '' || typeof sid !== 'string' || sid === '') throw invalid()
  if (!Array.isArray(roles) || !roles.every((role): role is string => typeof role === 'string'))
    throw invalid()
  const times = timesOf(payload, rules.clock)
  const principal = {
    kind: 'user',
    userId: sub,
    sessionId: sid,
    roles,
    expiresAt: new Date(times.expiresAt),
    ...(leaving === true && { leaving: true as const }),
  } as const
  return { principal, ...times }
}

async function readServiceToken(token: string, rules: TokenRules): Promise<VerifiedToken> {
  const { payload } = await jwtVerify(token, rules.serviceKey, {
    ...timeRules(rules),
    algorithms: ['HS256'],
    typ: serviceTokenType,
    audience: rules.self,
    requiredClaims: ['iss', 'sub', 'iat', 'exp'],
  })
  const { iss, sub, obo, aud } = payload
  if (typeof sub !== 'string' || sub === '' || sub !== iss || typeof aud !== 'string') throw invalid()
  if (obo !== undefined && typeof obo !== 'string') throw invalid()
  return { principal: { kind: 'service', service: sub, userId: obo }, ...timesOf(payload, rules.clock) }
}

const timeRules = ({ clock, lateSeconds = toleranceSeconds }: TokenRules): JWTVerifyOptions => ({
  currentDate: clock.now(),
  clockTolerance: lateSeconds,
})

function timesOf(
  { iat = NaN, exp = NaN }: JWTPayload,
  clock: Clock,
): { verifiedAt: number; expiresAt: number } {
  const now = clock.now().getTime()
  if (!(iat * 1000 <= now + toleranceSeconds * 1000) || !(exp > iat)) throw invalid()
  return { verifiedAt: now, expiresAt: exp * 1000 }
}

const refused = (code: string, detail: string, cause?: unknown): AppError =>
  new AppError({ kind: 'unauthenticated', code, detail, cause })

const invalid = (cause?: unknown): AppError =>
  refused('TOKEN_INVALID', 'The token is not one that this server accepts.', cause)
