export interface RetryBudgetOptions {
  /** Retries that may be made at once; 10 by default. */
  readonly max?: number
  /** What every success gives back; 0.1 by default, so that retries add at most a tenth to the traffic. */
  readonly perSuccess?: number
}

/** A number of retries that successes refill and retries use up: when everything fails, retrying stops. */
export interface RetryBudget {
  earn(): void
  /** Takes one retry; false when there is none. */
  spend(): boolean
}

/** Begins full. */
export function createRetryBudget({ max = 10, perSuccess = 0.1 }: RetryBudgetOptions = {}): RetryBudget {
  let left = max
  return {
    earn: () => void (left = Math.min(max, left + perSuccess)),
    spend() {
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
