/** Where a photo stands. */
export type PhotoStatus = 'PENDING' | 'APPROVED' | 'REJECTED'

/** Why a photo is not shown to others: a name of the contract's PhotoReason. */
export type PhotoReason = 'NOT_LOOKED_AT' | 'UNSURE' | 'LISTED' | 'UNREADABLE' | 'EXPLICIT' | 'RULE'

/** What was seen in a picture. */
export interface Look {
  /** How likely it is explicit, 0 to 1. */
  readonly score: number
  /** What looked, with its version. */
  readonly model: string
}

/** Scores at which a person looks, and at which nobody needs to. */
export interface Thresholds {
  readonly unsure: number
  readonly explicit: number
}

/** Where a photo stands, and why. */
export interface PhotoState {
  readonly status: PhotoStatus
  readonly reason: PhotoReason | null
}

/** Where a photo stands before anything has looked at it. */
export const notLookedAt: PhotoState = { status: 'PENDING', reason: 'NOT_LOOKED_AT' }

/** Where a photo stands after a look; `isListed` when it looks like one that was removed. A score that is no number is no look. */
export function stateAfter(
  { score, isListed }: { readonly score: number; readonly isListed: boolean },
  { unsure, explicit }: Thresholds,
): PhotoState {
  if (score >= explicit) return { status: 'REJECTED', reason: 'EXPLICIT' }
  if (isListed) return { status: 'PENDING', reason: 'LISTED' }
  return score < unsure ? { status: 'APPROVED', reason: null } : { status: 'PENDING', reason: 'UNSURE' }
}
