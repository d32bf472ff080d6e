import { ProfileDeleted } from '@kindred/contracts/profile'
import { consume } from '@kindred/events'

import type { MediaContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { removePhotos } from '../writing/remove-photos.js'

export const profileDeleted = consume<MediaContext, ProfileDeleted, Tables>(
  ProfileDeleted,
  (trx, { userId }, { clock }) => removePhotos(trx, userId, clock.now()),
  { anyAge: true },
)
