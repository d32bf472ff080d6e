import { AppealPhotoResponse, type MediaServiceService } from '@kindred/contracts/media'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { MediaContext } from '../context.js'
import { toOwnPhoto } from '../messages.js'
import { appealPhoto as appeal } from '../writing/appeal-photo.js'

export const appealPhoto: Handler<MediaContext, MediaServiceService['appealPhoto']> = (
  { db, clock },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  return once(db, { call, request, response: AppealPhotoResponse }, async (trx) => ({
    media: toOwnPhoto(await appeal(trx, userId, request.mediaId, clock.now())),
  }))
}
