import { heldMs } from './delivery.js'

/** The updates that were begun and are not confirmed to Telegram. */
export interface Begun {
  /** Begins an update unless it is known; its work never rejects. */
  add(updateId: number, work: () => Promise<void>): void
  /** How many are held back until their work is done. */
  held(): number
  /** Resolves when the work on those held is done. */
  settled(): Promise<unknown>
  /** The first update that Telegram has still to keep; 0 before any came. */
  offset(): number
}

/** Nothing begun. */
export function createBegun(): Begun {
  const working = new Map<number, { readonly done: Promise<void>; readonly since: number }>()
  const finished = new Set<number>()
  let next = 0
  const held = () => [...working].filter(([, { since }]) => Date.now() - since < heldMs)
  return {
    add(updateId, work) {
      if (working.has(updateId) || finished.has(updateId)) return
      next = Math.max(next, updateId + 1)
      const done = work().finally(() => {
        working.delete(updateId)
        finished.add(updateId)
      })
      working.set(updateId, { done, since: Date.now() })
    },
    held: () => held().length,
    settled: () => Promise.all(held().map(([, { done }]) => done)),
    offset() {
      const first = Math.min(next, ...held().map(([id]) => id))
      for (const id of finished) if (id < first) finished.delete(id)
      return first
    },
  }
}
