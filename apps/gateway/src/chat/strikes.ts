import type { Clock } from '@kindred/kernel'

/** Refused frames of a socket within the last minute. */
export interface Strikes {
  /** Counts one; true above the limit. */
  add(): boolean
}

const maxStrikes = 60
const windowMs = 60_000

export function createStrikes(clock: Clock): Strikes {
  const times: number[] = []
  return {
    add() {
      const now = clock.now().getTime()
      while (times[0] !== undefined && times[0] < now - windowMs) times.shift()
      return times.push(now) > maxStrikes
    },
  }
}
