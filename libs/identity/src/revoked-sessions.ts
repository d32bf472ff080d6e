import type { Clock } from '@kindred/kernel'

import type { RevocationListener } from './revocation-source.js'

/** An access token lives 5 min: after 6 a revoked session needs no remembering. */
const rememberMs = 6 * 60_000

/** The sessions that are refused now. */
export interface RevokedSessions {
  add: RevocationListener
  has(sessionId: string): boolean
  /** Called with ids as they become known. Answers how to leave. */
  onAdded(listener: RevocationListener): () => void
}

/** An empty set that forgets by the clock. */
export function createRevokedSessions(clock: Clock): RevokedSessions {
  const forgetAt = new Map<string, number>()
  const listeners = new Set<RevocationListener>()

  function forgetOld(now: number): void {
    for (const [id, moment] of forgetAt) {
      if (moment > now) return
      forgetAt.delete(id)
    }
  }

  return {
    add(sessionIds, shutOut) {
      const now = clock.now().getTime()
      forgetOld(now)
      const fresh = sessionIds.filter((id) => !forgetAt.has(id))
      for (const id of sessionIds) {
        forgetAt.delete(id)
        forgetAt.set(id, now + rememberMs)
      }
      if (fresh.length > 0) for (const listener of listeners) listener(fresh, shutOut)
    },
    has: (sessionId) => (forgetAt.get(sessionId) ?? 0) > clock.now().getTime(),
    onAdded(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
