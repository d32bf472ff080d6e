/** One wait that ends when its time is over. */
export interface Deadline {
  /** Ends the wait; the listener is not called any more. */
  clear(): void
}

/** Many waits on one timer, each late by at most two ticks. */
export interface Deadlines {
  /** Calls the listener once `at`, Unix milliseconds, has passed; Infinity never comes. */
  add(at: number, listener: () => void): Deadline
}

const tickMs = 20
/** While so few are waited for, as by a long poll alone, the timer sleeps until the first. */
const fewTicks = 8
/** The longest sleep, in ticks: the clock may jump meanwhile. */
const longestSleep = 50
const never: Deadline = { clear: () => undefined }

/** A timer for each call would cost more than the rest of a carried call. */
export function createDeadlines(): Deadlines {
  const ticks = new Map<number, Set<() => void>>()
  let timer: NodeJS.Timeout | undefined
  /** The tick until which the timer sleeps; it ticks without one. */
  let sleepsUntil: number | undefined
  let done = 0

  function sleep(from: number, until: number): void {
    clearInterval(timer)
    sleepsUntil = until
    timer = setTimeout(pass, (until - from) * tickMs)
  }

  function run(): void {
    clearInterval(timer)
    sleepsUntil = undefined
    timer = setInterval(pass, tickMs)
  }

  function pass(): void {
    const now = Math.floor(Date.now() / tickMs)
    const due = dueOf(ticks, { done, now })
    done = now
    for (const tick of due) {
      const listeners = ticks.get(tick)
      ticks.delete(tick)
      for (const listener of listeners ?? []) listener()
    }
    if (ticks.size === 0) {
      clearInterval(timer)
      timer = undefined
    } else {
      const first = firstOf(ticks, now)
      if (first > now + 1) sleep(now, first)
      else if (sleepsUntil !== undefined) run()
    }
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
        run()
      } else if (sleepsUntil !== undefined && tick < sleepsUntil) run()
      return {
        clear() {
          if (listeners.delete(call) && listeners.size === 0 && ticks.get(tick) === listeners)
            ticks.delete(tick)
        },
      }
    },
  }
}

/** The tick until which nothing is to be done. */
const firstOf = (ticks: ReadonlyMap<number, unknown>, now: number): number =>
  ticks.size > fewTicks ? now : Math.min(...ticks.keys(), now + longestSleep)

/** The ticks that are over; after a jump of the clock, or a long sleep, only those that somebody waits for are looked at. */
const dueOf = (
  ticks: ReadonlyMap<number, unknown>,
  { done, now }: { readonly done: number; readonly now: number },
): number[] =>
  now - done > ticks.size ? [...ticks.keys()].filter((tick) => tick <= now) : range(done + 1, now)

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
