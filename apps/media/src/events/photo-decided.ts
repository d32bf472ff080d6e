import { PhotoDecided } from '@kindred/contracts/safety'
import { consume } from '@kindred/events'

import type { MediaContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { decidePhoto } from '../writing/decide-photo.js'

export const photoDecided = consume<MediaContext, PhotoDecided, Tables>(
  PhotoDecided,
  (trx, decision, { clock }) => decidePhoto(trx, decision, clock.now()),
  { anyAge: true },
)
