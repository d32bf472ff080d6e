import type { MediaServiceService } from '@kindred/contracts/media'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { MediaContext } from '../context.js'
import { removeFiles } from '../writing/remove-files.js'
import { removePhoto } from '../writing/remove-photo.js'

export const deleteMedia: Handler<MediaContext, MediaServiceService['deleteMedia']> = async (
  context,
  { mediaId },
  call,
) => {
  const { userId } = userOf(call.principal)
  await removeFiles(context, await transact(context.db, (trx) => removePhoto(trx, userId, mediaId)))
  return {}
}
