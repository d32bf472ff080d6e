/** What one person did to the other. */
export type Swipe = 'LIKE' | 'SUPERLIKE' | 'PASS'

/** The two sides of a pair's row; the person with the lower slot is `lower`. */
export type Side = 'lower' | 'upper'

/** Where the viewer and the other person stand in their common row, by their slots. */
export interface Seats {
  readonly viewer: number
  readonly other: number
  readonly lower: number
  readonly upper: number
  readonly viewerSide: Side
  readonly otherSide: Side
}

/** Each two people share exactly one row, whoever swipes first. */
export function seatsOf(viewer: number, other: number): Seats {
  return viewer < other
    ? { viewer, other, lower: viewer, upper: other, viewerSide: 'lower', otherSide: 'upper' }
    : { viewer, other, lower: other, upper: viewer, viewerSide: 'upper', otherSide: 'lower' }
}

/** True for what can make a match. */
export const isLike = (swipe: Swipe | null): boolean => swipe === 'LIKE' || swipe === 'SUPERLIKE'

/** What a new swipe means for a pair, given what both did before. */
export type Outcome = 'repeated' | 'stored' | 'matched'

/** Decides on a swipe: a like that was given already changes nothing, a like that meets a like makes the match. */
export function outcomeOf(swipe: Swipe, mine: Swipe | null, theirs: Swipe | null): Outcome {
  if (mine === swipe || (swipe === 'LIKE' && mine === 'SUPERLIKE')) return 'repeated'
  return isLike(swipe) && isLike(theirs) ? 'matched' : 'stored'
}

/** How long a swipe can be taken back, in milliseconds. */
export const undoWindowMs = 10 * 60_000

/** The window in which swipes and superlikes are counted, in milliseconds. */
export const limitWindowMs = 24 * 3_600_000

/**
 * So many before a limit are counted one at a time. Those before are counted as they come: for one person to pass the limit, more than this
 * would have to be in the database at the same moment, by as many instances.
 */
export const lastSwipes = 100

/** The number of a person's swipes in the window from which on they are counted one at a time; Infinity where there is no limit. */
export const countedFrom = (limit: number): number => (limit === 0 ? Infinity : limit - lastSwipes)

/**
 * While memory knows of fewer swipes than this they are not counted. It may be a second behind what other instances stored: for one person
 * to pass the limit, the rest of it would have to be stored there in that second, and the gateway lets nobody swipe so fast.
 */
export const uncountedBelow = (limit: number): number => Math.min(countedFrom(limit), limit / 2)
