import { PhotoRemoved } from '@kindred/contracts/media'
import { consume } from '@kindred/events'

import type { ProfileContext } from '../context.js'
import type { ProfileTables } from '../store/schema.js'
import { dropPhoto } from '../writing/drop-photo.js'

export const photoRemoved = consume<ProfileContext, PhotoRemoved, ProfileTables>(
  PhotoRemoved,
  (trx, dropped, { clock }) => dropPhoto(trx, dropped, clock.now()),
  { anyAge: true },
)
