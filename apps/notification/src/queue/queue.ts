import type { Database } from '@kindred/db'
import { onAbort } from '@kindred/kernel'

import { dueChannel } from '../store/recipients.js'

/** Wakes those who wait for somebody to be due, on every instance. */
export interface Queue {
  /** Resolves when somebody may be due, after `ms`, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** A hint may get lost with the connection, so nobody waits longer than this without looking. */
const lookMs = 1_000

export async function openQueue(database: Pick<Database<never>, 'listen'>): Promise<Queue> {
  const waiting = new Set<() => void>()
  const wakeAll = (): void => waiting.forEach((wake) => wake())
  const leave = await database.listen(dueChannel, wakeAll, wakeAll)
  return {
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const done = (): void => {
          waiting.delete(done)
          clearTimeout(timer)
          forget()
          resolve()
        }
        const timer = setTimeout(done, Math.min(ms, lookMs))
        const forget = onAbort(signal, done)
        waiting.add(done)
      }),
    async close() {
      wakeAll()
      await leave()
    },
  }
}
