import { LRUCache } from 'lru-cache'

import type { Clock } from '@kindred/kernel'

import type { VerifiedToken } from './read-token.js'

const maxTokens = 20_000

/** A verified token and its text, always the same one: strings that are the same are found in maps faster than those that only read alike. */
export interface KnownToken extends VerifiedToken {
  readonly token: string
}

/** Verified tokens until they expire, by their texts: a digest at each look would cost more than the rest of it. */
export interface TokenCache {
  find(token: string): KnownToken | undefined
  save(token: string, verified: VerifiedToken): void
}

/** When the cache is full, the token that was not used for longest leaves first. */
export function createTokenCache(clock: Clock, max = maxTokens): TokenCache {
  const tokens = new LRUCache<string, KnownToken>({ max })
  return {
    find(token) {
      const found = tokens.get(token)
      if (found === undefined) return undefined
      const now = clock.now().getTime()
      if (now < found.expiresAt && now >= found.verifiedAt) return found
      tokens.delete(token)
      return undefined
    },
    save: (token, verified) => void tokens.set(token, { ...verified, token }),
  }
}
