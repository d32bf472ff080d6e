import { createHash } from 'node:crypto'

import { createRemoteJWKSet, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'

/** Resolves with the id of the person whose token it is; undefined for a bad one. */
export type TokenCheck = (authorization: string | undefined) => Promise<string | undefined>

/** Checks the product's own tokens as the product does: once by signature, then by a cache of those that were good, until they expire. */
export function createTokenCheck(productUrl: string): TokenCheck {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', productUrl))
  const known = new LRUCache<string, { readonly userId: string; readonly until: number }>({ max: 10_000 })
  return async (authorization) => {
    const token = /^bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) return undefined
    const digest = createHash('sha256').update(token).digest('base64')
    const found = known.get(digest)
    if (found !== undefined && found.until > Date.now()) return found.userId
    const checked = await jwtVerify(token, keys).catch(() => undefined)
    const { sub, exp } = checked?.payload ?? {}
    if (sub === undefined || exp === undefined) return undefined
    known.set(digest, { userId: sub, until: exp * 1000 })
    return sub
  }
}
