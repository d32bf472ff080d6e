import { createHash } from 'node:crypto'

import { SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'

import { type Clock, systemClock } from '@kindred/kernel'

/** The header `typ` of a service token. */
export const serviceTokenType = 'service+jwt'

const lifeSeconds = 60
/** A cached token is used until this close to its end. */
const renewMs = 20_000
const maxCached = 1_000

/** Makes the tokens by which one service calls another. */
export interface ServiceTokens {
  /** A token for `audience` (a service's name), perhaps on behalf of a person. Lives 60 s, cached. */
  issue(audience: string, onBehalfOf?: string): Promise<string>
}

/** The signing key of a shared secret; bound to this one use. */
export const serviceKey = (secret: string): Uint8Array =>
  createHash('sha256').update(`kindred service token\n${secret}`).digest()

/** The token source of one service; all services share `secret`. */
export function createServiceTokens(options: {
  service: string
  secret: string
  clock?: Clock
}): ServiceTokens {
  const clock = options.clock ?? systemClock
  const key = serviceKey(options.secret)
  const cache = new LRUCache<string, { token: Promise<string>; renewAt: number }>({ max: maxCached })

  function sign(audience: string, onBehalfOf: string | undefined, now: number): Promise<string> {
    const issuedAt = Math.floor(now / 1000)
    return new SignJWT(onBehalfOf === undefined ? {} : { obo: onBehalfOf })
      .setProtectedHeader({ alg: 'HS256', typ: serviceTokenType })
      .setIssuer(options.service)
      .setSubject(options.service)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifeSeconds)
      .sign(key)
  }

  return {
    issue(audience, onBehalfOf) {
      const now = clock.now().getTime()
      const name = `${audience} ${onBehalfOf ?? ''}`
      const cached = cache.get(name)
      if (cached !== undefined && now < cached.renewAt && now > cached.renewAt - lifeSeconds * 1000)
        return cached.token
      const token = sign(audience, onBehalfOf, now)
      cache.set(name, { token, renewAt: now + lifeSeconds * 1000 - renewMs })
      return token
    },
  }
}
