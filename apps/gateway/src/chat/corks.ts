import type { Writable } from 'node:stream'

/** Lets what one turn of the event loop writes to a connection leave together: each write of its own is a call of the system. */
export interface Corks {
  /** Holds back what is written to the connection until the end of the turn. */
  hold(connection: Corked): void
}

export type Corked = Pick<Writable, 'cork' | 'uncork'>

export function createCorks(): Corks {
  const held = new Set<Corked>()

  function letGo(): void {
    const all = [...held]
    held.clear()
    for (const connection of all) connection.uncork()
  }

  return {
    hold(connection) {
      if (held.has(connection)) return
      if (held.size === 0) setImmediate(letGo)
      held.add(connection)
      connection.cork()
    },
  }
}
