import { backoff } from '@kindred/kernel'

/** How long nothing is asked of what has failed. */
export interface Rest {
  isOver(): boolean
  /** It failed: the pause grows with every time in a row. */
  begin(): void
  /** It works. */
  forget(): void
}

const pauses = { firstMs: 500, maxMs: 60_000 }

export function createRest(): Rest {
  let [failures, until] = [0, 0]
  return {
    isOver: () => performance.now() >= until,
    begin() {
      failures += 1
      until = performance.now() + backoff(failures, pauses)
    },
    forget() {
      failures = 0
    },
  }
}
