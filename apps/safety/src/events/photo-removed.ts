import { PhotoRemoved } from '@kindred/contracts/media'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { dropPhoto } from '../writing/hold-photo.js'

/** A photo that is held again right away comes back with the next event. */
export const photoRemoved = consume<SafetyContext, PhotoRemoved, Tables>(
  PhotoRemoved,
  (trx, { mediaId }, { clock }) => dropPhoto(trx, mediaId, clock.now()),
  { anyAge: true },
)
