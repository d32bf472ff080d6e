/**
 * Hears of sessions that are refused from now on, and which of them ended because their person was shut out: those need not
 * sign in again.
 */
export type RevocationListener = (sessionIds: readonly string[], shutOut: ReadonlySet<string>) => void

/** Where revoked sessions are learnt from. */
export interface RevocationSource {
  /** Calls the listener first with all sessions that are refused now (perhaps none), then with each new one. Answers how to stop. */
  follow(listener: RevocationListener): () => void
}

/** A revocation source in memory. */
export interface LocalRevocations extends RevocationSource {
  /** Tells every follower; known ids are passed over. */
  revoke: (sessionIds: readonly string[], shutOut?: ReadonlySet<string>) => void
  /** Leaves only these, for a source whose list is kept elsewhere. Tells of the new ones. */
  replace: (sessionIds: readonly string[], shutOut?: ReadonlySet<string>) => void
}

/** An empty list of revoked sessions that others follow. */
export function localRevocations(): LocalRevocations {
  const revoked = new Map<string, { readonly isShutOut: boolean }>()
  const listeners = new Set<RevocationListener>()

  function revoke(sessionIds: readonly string[], shutOut: ReadonlySet<string> = nobody): void {
    const fresh = [...new Set(sessionIds)].filter((id) => !revoked.has(id))
    for (const id of fresh) revoked.set(id, { isShutOut: shutOut.has(id) })
    if (fresh.length > 0) for (const listener of listeners) listener(fresh, shutOut)
  }

  return {
    revoke,
    replace(sessionIds, shutOut) {
      const kept = new Set(sessionIds)
      for (const id of revoked.keys()) if (!kept.has(id)) revoked.delete(id)
      revoke(sessionIds, shutOut)
    },
    follow(listener) {
      const own: RevocationListener = (sessionIds, shutOut) => listener(sessionIds, shutOut)
      listeners.add(own)
      const ids = [...revoked.keys()]
      own(ids, new Set(ids.filter((id) => revoked.get(id)?.isShutOut)))
      return () => void listeners.delete(own)
    },
  }
}

const nobody: ReadonlySet<string> = new Set()
