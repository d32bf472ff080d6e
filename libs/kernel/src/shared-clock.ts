import type { Clock } from './clock.js'

/** The clock of something that many processes share, as this process knows it, whatever the clock of its machine says. */
export interface SharedClock extends Clock {
  /** Asks for the time. Between two questions it goes on by a clock that nobody sets. */
  sync(): Promise<void>
  /** By how many milliseconds the machine's clock was ahead at the last question; undefined before the first. */
  readonly skewMs: number | undefined
}

// The global is a getter, which costs more than the reading.
const { performance } = globalThis

/** An answer that took longer says too little of the time. */
const slowestAnswerMs = 1_000

/** Shows the machine's own time until the first `sync`. `ask` answers with milliseconds since 1970. */
export function createSharedClock(ask: () => Promise<number>, machine: Clock): SharedClock {
  let aheadOfUptime: number | undefined
  let skewMs: number | undefined
  return {
    now: () => (aheadOfUptime === undefined ? machine.now() : new Date(performance.now() + aheadOfUptime)),
    async sync() {
      const asked = performance.now()
      const time = await ask()
      const answered = performance.now()
      if (answered - asked > slowestAnswerMs && aheadOfUptime !== undefined) return
      aheadOfUptime = time - (asked + answered) / 2
      skewMs = Math.round(machine.now().getTime() - (answered + aheadOfUptime))
    },
    get skewMs() {
      return skewMs
    },
  }
}
