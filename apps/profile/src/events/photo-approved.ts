import { PhotoApproved } from '@kindred/contracts/media'
import { consume } from '@kindred/events'

import type { ProfileContext } from '../context.js'
import type { ProfileTables } from '../store/schema.js'
import { takePhotoIn } from '../writing/take-photo-in.js'

export const photoApproved = consume<ProfileContext, PhotoApproved, ProfileTables>(
  PhotoApproved,
  (trx, { ownerId, photo }, { clock }) => takePhotoIn(trx, ownerId, photo, clock.now()),
)
