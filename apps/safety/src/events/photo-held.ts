import { PhotoHeld } from '@kindred/contracts/media'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import type { Tables } from '../store/schema.js'
import { holdPhoto } from '../writing/hold-photo.js'

export const photoHeld = consume<SafetyContext, PhotoHeld, Tables>(PhotoHeld, (trx, event, { clock }) =>
  holdPhoto(trx, event, clock.now()),
)
