/** How much one person may do in any 24 hours. */
export interface Limits {
  /** 0 for no limit. */
  readonly swipes: number
  readonly superlikes: number
}

/** The limits of a service that is told nothing else. */
export const defaultLimits: Limits = { swipes: 500, superlikes: 5 }

/** The window in which swipes and superlikes are counted, in milliseconds. */
export const limitWindowMs = 24 * 3_600_000

/** The start of the window that ends at a moment. */
export const windowStart = (now: Date): Date => new Date(now.getTime() - limitWindowMs)

/** When something done at a moment leaves the window. */
export const leavesWindow = (at: Date): Date => new Date(at.getTime() + limitWindowMs)

/** When one more is allowed, given the times of the last ones, oldest first; undefined for at once. */
export function nextFree(times: readonly Date[], limit: number): Date | undefined {
  const oldest = times.at(-limit)
  return oldest && leavesWindow(oldest)
}

/**
 * The last swipes before the limit are counted one at a time, the earlier ones as they come: for one person to pass the limit, more than
 * this would have to be in the database at the same moment, by as many instances.
 */
export const lastSwipes = 100

/** The number of a person's swipes in the window from which on they are counted one at a time; Infinity where there is no limit. */
export const countedFrom = (limit: number): number => (limit === 0 ? Infinity : limit - lastSwipes)

/**
 * While memory knows of fewer swipes than this they are not counted. It may be a second behind what other instances stored: for one person
 * to pass the limit, the rest of it would have to be stored there in that second, and the gateway lets nobody swipe so fast.
 */
export const uncountedBelow = (limit: number): number => Math.min(countedFrom(limit), limit / 2)
