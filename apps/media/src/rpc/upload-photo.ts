import { type MediaServiceService, PhotoApproved, UploadPhotoResponse } from '@kindred/contracts/media'
import { publish } from '@kindred/events'
import { newId, userOf } from '@kindred/kernel'
import type { Handlers } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { MediaContext } from '../context.js'
import { digestOf } from '../domain/departed.js'
import { ownerGone, quotaReached } from '../domain/errors.js'
import { type RenderedPicture, renderPicture } from '../pictures/render.js'
import { isDeparted } from '../store/departed.js'
import { newKey } from '../store/local-files.js'
import { countPhotos, lockOwner, savePhoto } from '../store/photos.js'
import type { PhotoRow, Trx } from '../store/schema.js'
import { toOwnPhoto } from './messages.js'
import { receivePicture } from './receive-picture.js'

/**
 * The files are on the disk before the row is committed: there is no row without files. Files that got no row are removed
 * here; where that is not sure (a crash, a commit without an answer) the sweep looks later.
 */
export const uploadPhoto: Handlers<MediaContext, typeof MediaServiceService>['uploadPhoto'] = async (
  context,
  requests,
  call,
) => {
  const ownerId = userOf(call.principal).userId
  const received = await receivePicture(context.incoming, requests, context.limits.maxBytes)
  const storageKey = newKey()
  let saved = false
  try {
    const picture = await context.queue.run(() => renderPicture(received, context.limits.maxPixels), call.signal)
    await context.files.put(storageKey, picture.files)
    return await once(
      context.db,
      { call, request: { sha256: received.sha256 }, response: UploadPhotoResponse },
      async (trx) => {
        const row = await addPhoto(context, trx, { ownerId, storageKey, picture })
        saved = true
        return { media: toOwnPhoto(row) }
      },
    )
  } finally {
    await received.discard()
    if (!saved) await context.files.removeAll(storageKey)
  }
}

interface NewPhoto {
  readonly ownerId: string
  readonly storageKey: string
  readonly picture: RenderedPicture
}

async function addPhoto(
  context: MediaContext,
  trx: Trx,
  { ownerId, storageKey, picture }: NewPhoto,
): Promise<PhotoRow> {
  await lockOwner(trx, ownerId)
  if (await isDeparted(trx, digestOf(ownerId))) throw ownerGone()
  if ((await countPhotos(trx, ownerId)) >= context.limits.quota) throw quotaReached(context.limits.quota)
  const now = context.clock.now()
  const { width, height, thumbhash } = picture
  const row: PhotoRow = {
    id: newId(now.getTime()),
    owner_id: ownerId,
    storage_key: storageKey,
    status: context.approve(picture),
    created_at: now,
    ...{ width, height, thumbhash },
  }
  await savePhoto(trx, row)
  if (row.status === 'APPROVED') await publish(trx, PhotoApproved, ownerId, { mediaId: row.id, ownerId })
  return row
}
