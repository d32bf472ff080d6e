import { pause } from '@kindred/kernel'

/** Longer than anything waits without a ring: the longest that a timer takes, 24 days in milliseconds. */
export const untilRung = 2 ** 31 - 1

/** Wakes a loop that waits on it; a ring while the loop works ends its next wait at once. */
export interface Bell {
  ring(): void
  /** Resolves at the next ring, after `ms`, or when `signal` aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

/** Creates a bell that has not rung. */
export function createBell(): Bell {
  let ringing = new AbortController()
  return {
    ring: () => ringing.abort(),
    async wait(ms, signal) {
      await pause(ms, signal, ringing.signal)
      ringing = new AbortController()
    },
  }
}
