/** One wait that ends when its time is over. */
export interface Deadline {
  /** Ends the wait; the listener is not called any more. */
  clear(): void
}

/** Many waits on one timer, each late by at most a tick. */
export interface Deadlines {
  /** Calls the listener once `at`, Unix milliseconds, has passed; Infinity never comes. */
  add(at: number, listener: () => void): Deadline
}

const tickMs = 20
const never: Deadline = { clear: () => undefined }

/** A timer for each call would cost more than the rest of a carried call. */
export function createDeadlines(): Deadlines {
  const ticks = new Map<number, Set<() => void>>()
  let timer: NodeJS.Timeout | undefined
  let done = 0

  function pass(): void {
    const now = Math.floor(Date.now() / tickMs)
    // After a jump of the clock, or a long sleep, only the ticks that somebody waits for are looked at.
    const due =
      now - done > ticks.size ? [...ticks.keys()].filter((tick) => tick <= now) : range(done + 1, now)
    done = now
    for (const tick of due) {
      const listeners = ticks.get(tick)
      ticks.delete(tick)
      for (const listener of listeners ?? []) listener()
    }
    if (ticks.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return {
    add(at, listener) {
      if (at === Infinity) return never
      const tick = Math.max(Math.ceil(at / tickMs), Math.floor(Date.now() / tickMs) + 1)
      const listeners = ticks.get(tick) ?? new Set()
      ticks.set(tick, listeners)
      const call = (): void => listener()
      listeners.add(call)
      if (timer === undefined) {
        done = Math.floor(Date.now() / tickMs)
        timer = setInterval(pass, tickMs)
      }
      return {
        clear() {
          if (listeners.delete(call) && listeners.size === 0 && ticks.get(tick) === listeners)
            ticks.delete(tick)
        },
      }
    },
  }
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
