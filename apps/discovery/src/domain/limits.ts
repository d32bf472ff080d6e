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

/** When the next one is allowed, given the times of the earlier ones, oldest first; undefined for at once. */
export function nextFree(times: readonly Date[], limit: number): Date | undefined {
  const oldest = times.at(-limit)
  return oldest && leavesWindow(oldest)
}

/**
 * The last swipes before the limit are counted one at a time, the earlier ones are stored as they come. To pass the limit, one person would
 * need more swipes than this in flight at the same moment.
 */
export const lastSwipes = 100

/** From this number of swipes in the window on, a person's swipes are counted one at a time; Infinity where there is no limit. */
export const countedFrom = (limit: number): number => (limit === 0 ? Infinity : limit - lastSwipes)

/**
 * While memory knows of fewer swipes than this, they are not counted at all. Memory may be a second behind other instances: to pass the
 * limit, one person would have to make the rest of the swipes there within that second, which the gateway's rate limit prevents.
 */
export const uncountedBelow = (limit: number): number => Math.min(countedFrom(limit), limit / 2)
