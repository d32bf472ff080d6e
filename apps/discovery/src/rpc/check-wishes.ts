import type { CandidateFilters } from '@kindred/contracts/profile'

import { ageRangeInvalid, heightRangeInvalid } from '../domain/errors.js'

/** Throws HEIGHT_RANGE_INVALID when the least height is above the greatest. */
export function checkFilters({ minHeightCm, maxHeightCm }: CandidateFilters): void {
  if (minHeightCm !== undefined && maxHeightCm !== undefined && minHeightCm > maxHeightCm)
    throw heightRangeInvalid()
}

/** Throws AGE_RANGE_INVALID when the least age is above the greatest. */
export function checkAges(minAge: number, maxAge: number): void {
  if (minAge > maxAge) throw ageRangeInvalid()
}
