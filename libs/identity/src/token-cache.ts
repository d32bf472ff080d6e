import { LRUCache } from 'lru-cache'

import type { Clock } from '@kindred/kernel'

import type { VerifiedToken } from './read-token.js'

const maxTokens = 20_000

/** Verified tokens by their SHA-256, until they expire. */
export interface TokenCache {
  find(digest: string): VerifiedToken | undefined
  save(digest: string, token: VerifiedToken): void
}

/** When the cache is full, the token that was not used for longest leaves first. */
export function createTokenCache(clock: Clock, max = maxTokens): TokenCache {
  const tokens = new LRUCache<string, VerifiedToken>({ max })
  return {
    find(digest) {
      const found = tokens.get(digest)
      if (found === undefined) return undefined
      if (clock.now().getTime() < found.expiresAt && clock.now().getTime() >= found.verifiedAt) return found
      tokens.delete(digest)
      return undefined
    },
    save: (digest, token) => void tokens.set(digest, token),
  }
}
