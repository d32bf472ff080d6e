export type Swipe = 'LIKE' | 'SUPERLIKE' | 'PASS'

/** The two sides of a pair's row; the person with the lower slot is `lower`. */
export type Side = 'lower' | 'upper'

/** The slots of two people, and which sides of their common row the viewer and the other have. */
export interface Sides {
  readonly viewer: number
  readonly other: number
  readonly lower: number
  readonly upper: number
  readonly viewerSide: Side
  readonly otherSide: Side
}

/** Each two people share exactly one row, whoever swipes first. */
export function sidesOf(viewer: number, other: number): Sides {
  return viewer < other
    ? { viewer, other, lower: viewer, upper: other, viewerSide: 'lower', otherSide: 'upper' }
    : { viewer, other, lower: other, upper: viewer, viewerSide: 'upper', otherSide: 'lower' }
}

/** True for what can make a match. */
export const isLike = (swipe: Swipe | null): boolean => swipe === 'LIKE' || swipe === 'SUPERLIKE'

/** What a new swipe means for a pair, given what both did before. */
type Outcome = 'repeated' | 'stored' | 'matched'

/** Decides on a swipe: repeating a like changes nothing, a like that meets a like makes the match. */
export function outcomeOf(swipe: Swipe, mine: Swipe | null, theirs: Swipe | null): Outcome {
  if (mine === swipe || (swipe === 'LIKE' && mine === 'SUPERLIKE')) return 'repeated'
  return isLike(swipe) && isLike(theirs) ? 'matched' : 'stored'
}

/** How long a swipe can be taken back, in milliseconds. */
export const undoWindowMs = 10 * 60_000
