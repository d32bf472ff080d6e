import type pg from 'pg'

import { SessionClient, type SessionConfig } from './client.js'

/** A connection of the pool and its current wait. */
export interface Line {
  readonly pid: number
  /** The times of its opening and of the beginning of its wait; milliseconds on this process's clock. */
  readonly openedAt: number
  readonly waitsSince: number | undefined
  /** Differs for each wait. */
  readonly wait: number
}

/**
 * The connections of a pool. A connection on which everything is lost looks like a slow server from here, so each wait is recorded,
 * and a LineWatch asks the server about those that last.
 */
export interface Lines {
  /** The class of the pool's clients. */
  readonly Client: typeof SessionClient
  /** Records that the client waits for the server while `work` runs. */
  during<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T>
  take(client: pg.ClientBase): void
  giveBack(client: pg.ClientBase): void
  /** The connections that have waited for so long, except those that are still connecting. */
  waiting(ms: number): Line[]
  /** Closes the connections whose wait is still the same. */
  cut(lines: readonly Line[]): void
  /** Closes idle and unfinished connections, which may be as dead as one that was found dead. */
  cutUnused(): void
}

interface State {
  openedAt: number
  waitsSince: number | undefined
  wait: number
  isTaken: boolean
  isOpen: boolean
}

/** A connection attempt younger than this is not closed. */
const freshMs = 500

/** Starts without connections. */
export function createLines(): Lines {
  const lines = new Map<pg.ClientBase, State>()

  class WatchedClient extends SessionClient {
    constructor(config: SessionConfig) {
      super(config)
      const now = performance.now()
      lines.set(this, { openedAt: now, waitsSince: undefined, wait: 0, isTaken: false, isOpen: false })
      this.once('connect', () => change(this, { isOpen: true }))
      this.once('end', () => lines.delete(this))
    }
  }

  function change(client: pg.ClientBase, state: Partial<State>): void {
    const line = lines.get(client)
    if (line !== undefined) Object.assign(line, state)
  }

  return {
    Client: WatchedClient,
    async during(client, work) {
      const line = lines.get(client)
      if (line === undefined) return work()
      line.wait += 1
      line.waitsSince = performance.now()
      try {
        return await work()
      } finally {
        line.waitsSince = undefined
      }
    },
    take: (client) => change(client, { isTaken: true }),
    giveBack: (client) => change(client, { isTaken: false }),
    waiting(ms) {
      const before = performance.now() - ms
      return [...lines].flatMap(([client, line]) =>
        line.isOpen && line.waitsSince !== undefined && line.waitsSince < before
          ? [{ ...line, pid: pidOf(client) }]
          : [],
      )
    },
    cut(dead) {
      const waits = new Map(dead.map(({ pid, wait }) => [pid, wait]))
      for (const [client, { wait, waitsSince }] of lines)
        if (waitsSince !== undefined && waits.get(pidOf(client)) === wait) destroy(client)
    },
    cutUnused() {
      const before = performance.now() - freshMs
      for (const [client, { isTaken, isOpen, openedAt }] of lines)
        if (!isTaken && (isOpen || openedAt < before)) destroy(client)
    },
  }
}

/** The id of a connection's server process. */
export const pidOf = (client: pg.ClientBase): number => Reflect.get(client, 'processID') as number

/** Closes a connection without telling the server, which may not be reachable. */
export const destroy = (client: pg.ClientBase): void => void (client as pg.Client).connection.stream.destroy()
