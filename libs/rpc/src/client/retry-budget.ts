/** How many retries a transport may make. */
export interface RetryBudgetOptions {
  /** Retries that may be made at once; 10 by default. */
  readonly most?: number
  /** What every success gives back; 0.1 by default, so that retries add at most a tenth to the traffic. */
  readonly perSuccess?: number
}

/** A store of retries that successes fill and retries empty: when everything fails, retrying stops. */
export interface RetryBudget {
  earn(): void
  /** Takes one retry; false when there is none. */
  spend(): boolean
}

/** A full budget. */
export function createRetryBudget({ most = 10, perSuccess = 0.1 }: RetryBudgetOptions = {}): RetryBudget {
  let left = most
  return {
    earn: () => void (left = Math.min(most, left + perSuccess)),
    spend() {
      if (left < 1) return false
      left -= 1
      return true
    },
  }
}
