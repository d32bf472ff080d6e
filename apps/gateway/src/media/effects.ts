import type { GetProfileRequest, GetProfileResponse } from '@kindred/contracts/profile'

import type { Effect, Effects } from '../transcoding/effects.js'

/**
 * A profile that is shown to staff may be one that nobody else could see: its photos are signed for a review, so that they are seen as long
 * as the role lasts.
 */
const markForReview: Effect = async (request, callerId, response, roles) => {
  const { profile } = response as GetProfileResponse
  if (roles.length === 0 || profile === undefined || (request as GetProfileRequest).userId === callerId)
    return undefined
  return { profile: { ...profile, photos: profile.photos.map((photo) => ({ ...photo, list: 'review' })) } }
}

/** What the gateway adds to profiles before their photos are signed. */
export const photoEffects: Effects = new Map([
  ['/kindred.profile.v1.ProfileService/GetProfile', markForReview],
])
