import type { MediaServiceService } from '@kindred/contracts/media'
import { transact } from '@kindred/db'
import type { Handler } from '@kindred/rpc'

import type { MediaContext } from '../context.js'
import { toHeldPhoto } from '../messages.js'
import { holdPhotos as hold, listHeld } from '../store/held-photos.js'

export const holdPhotos: Handler<MediaContext, MediaServiceService['holdPhotos']> = async (
  { db },
  request,
) => {
  const rows = await transact(db, async (trx) => {
    await hold(trx, request)
    return listHeld(trx, request)
  })
  return { photos: rows.map(toHeldPhoto) }
}
