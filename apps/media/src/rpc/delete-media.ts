import { type MediaServiceService, PhotoRemoved } from '@kindred/contracts/media'
import { transact } from '@kindred/db'
import { publish } from '@kindred/events'
import { userOf } from '@kindred/kernel'
import { type Handlers } from '@kindred/rpc'

import { type MediaContext } from '../context.js'
import { mediaNotFound } from '../domain/errors.js'
import { savePendingRemovals } from '../store/pending-removals.js'
import { removePhoto } from '../store/photos.js'
import { removeFiles } from '../writing/remove-files.js'

export const deleteMedia: Handlers<MediaContext, typeof MediaServiceService>['deleteMedia'] = async (
  context,
  { mediaId },
  call,
) => {
  const ownerId = userOf(call.principal).userId
  const storageKey = await transact(context.db, async (trx) => {
    const row = await removePhoto(trx, ownerId, mediaId)
    if (row === undefined) throw mediaNotFound()
    await savePendingRemovals(trx, [row.storage_key])
    await publish(trx, PhotoRemoved, ownerId, { mediaId, ownerId })
    return row.storage_key
  })
  await removeFiles(context, storageKey)
  return {}
}
