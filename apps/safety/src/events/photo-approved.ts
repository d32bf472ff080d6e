import { PhotoApproved } from '@kindred/contracts/media'
import { consume } from '@kindred/events'

import type { SafetyContext } from '../context.js'
import { closeCaseAbout } from '../store/claims.js'
import type { Tables } from '../store/schema.js'

/** Nobody need look any more at a photo that waited and is shown, because a later look found nothing in it. */
export const photoApproved = consume<SafetyContext, PhotoApproved, Tables>(
  PhotoApproved,
  async (trx, { mediaId, photo }, { clock }) => {
    if (photo !== undefined) await closeCaseAbout(trx, mediaId, clock.now())
  },
  { anyAge: true },
)
