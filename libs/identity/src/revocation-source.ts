/** Where revoked sessions are learnt from. */
export interface RevocationSource {
  /** Calls the listener first with all sessions that are refused now (perhaps none), then with each new one. Answers how to stop. */
  follow(listener: (sessionIds: readonly string[]) => void): () => void
}

/** A revocation source in memory. */
export interface LocalRevocations extends RevocationSource {
  /** Tells every follower; known ids are passed over. */
  revoke(sessionIds: readonly string[]): void
  /** Leaves only these, for a source whose list is kept elsewhere. Tells of the new ones. */
  replace(sessionIds: readonly string[]): void
}

/** An empty list of revoked sessions that others follow. */
export function localRevocations(): LocalRevocations {
  const revoked = new Set<string>()
  const listeners = new Set<(sessionIds: readonly string[]) => void>()

  function revoke(sessionIds: readonly string[]): void {
    const fresh = [...new Set(sessionIds)].filter((id) => !revoked.has(id))
    for (const id of fresh) revoked.add(id)
    if (fresh.length > 0) for (const listener of listeners) listener(fresh)
  }

  return {
    revoke,
    replace(sessionIds) {
      const kept = new Set(sessionIds)
      for (const id of revoked) if (!kept.has(id)) revoked.delete(id)
      revoke(sessionIds)
    },
    follow(listener) {
      const own = (sessionIds: readonly string[]): void => listener(sessionIds)
      listeners.add(own)
      own([...revoked])
      return () => void listeners.delete(own)
    },
  }
}
