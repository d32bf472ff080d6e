import type { Clock } from '@kindred/kernel'

import type { VerifiedToken } from './read-token.js'

const most = 20_000

/** Verified tokens by their SHA-256, until they expire. */
export interface TokenCache {
  find(digest: string): VerifiedToken | undefined
  save(digest: string, token: VerifiedToken): void
}

/** An empty cache; the longest unused token leaves first when it is full. */
export function createTokenCache(clock: Clock, size = most): TokenCache {
  const tokens = new Map<string, VerifiedToken>()
  return {
    find(digest) {
      const found = tokens.get(digest)
      if (found === undefined) return undefined
      if (clock.now().getTime() < found.expiresAt && clock.now().getTime() >= found.verifiedAt) return found
      tokens.delete(digest)
      return undefined
    },
    save(digest, token) {
      tokens.delete(digest)
      tokens.set(digest, token)
      if (tokens.size > size) tokens.delete(tokens.keys().next().value!)
    },
  }
}
