import { onAbort } from '@kindred/kernel'

import { createSignal } from './signal.js'
import type { Happening, Update } from './types.js'

/** What the bot has still to hear. */
export interface Updates {
  push(happening: Happening): void
  /** Forgets those before the offset; a negative one keeps that many of the last. */
  confirm(offset: number): void
  /** Forgets one. */
  remove(updateId: number): void
  /** Those that wait, oldest first. */
  waiting(limit: number): readonly Update[]
  count(): number
  /** The kinds that the bot asked for; an empty list means all. */
  allow(kinds: readonly string[]): void
  allowed(): readonly string[]
  drop(): void
  /** Called after each push. */
  onPush(listener: () => void): () => void
  /** Resolves when something waits, or after the time, or when the signal says so. */
  arrival(withinMs: number, signal: AbortSignal): Promise<void>
  /** Ends the poll that waits here, for there may be one only; the answer ends when the next one comes. */
  takeOver(): AbortSignal
  /** Whether the bot polls, or did a moment ago. */
  isHeard(): boolean
}

// The longest poll, and a little.
const pollForgottenMs = 55_000

/** An empty queue; ids begin somewhere, as Telegram's do. */
export function createUpdates(firstId: number): Updates {
  const pushed = createSignal<void>()
  let nextId = firstId
  let queue: Update[] = []
  let kinds: readonly string[] = []
  let poll = new AbortController()
  let polledAt = 0
  return {
    push(happening) {
      if (kinds.length > 0 && !Object.keys(happening).some((kind) => kinds.includes(kind))) return
      queue.push({ update_id: nextId++, ...happening })
      pushed.emit()
    },
    confirm(offset) {
      queue = offset < 0 ? queue.slice(offset) : queue.filter(({ update_id }) => update_id >= offset)
    },
    remove: (updateId) => void (queue = queue.filter(({ update_id }) => update_id !== updateId)),
    waiting: (limit) => queue.slice(0, limit),
    count: () => queue.length,
    allow: (list) => void (kinds = list),
    allowed: () => kinds,
    drop: () => void (queue = []),
    onPush: (listener) => pushed.listen(listener),
    arrival: (withinMs, signal) =>
      new Promise((resolve) => {
        if (queue.length > 0 || signal.aborted || withinMs === 0) return resolve()
        const end = (): void => {
          clearTimeout(timer)
          for (const forget of forgets) forget()
          resolve()
        }
        const timer = setTimeout(end, withinMs)
        const forgets = [pushed.listen(end), onAbort(signal, end)]
      }),
    takeOver() {
      poll.abort()
      poll = new AbortController()
      polledAt = Date.now()
      return poll.signal
    },
    isHeard: () => Date.now() - polledAt < pollForgottenMs,
  }
}
