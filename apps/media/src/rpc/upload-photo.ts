import { type MediaServiceService, PhotoApproved, UploadPhotoResponse } from '@kindred/contracts/media'
import { publish } from '@kindred/events'
import { newId, userOf } from '@kindred/kernel'
import { type Handlers } from '@kindred/rpc'
import { once, recall } from '@kindred/service'

import { type MediaContext } from '../context.js'
import { digestOf } from '../domain/departed.js'
import { ownerGone, quotaReached } from '../domain/errors.js'
import { toOwnPhoto } from '../messages.js'
import { inspectPicture } from '../pictures/inspect.js'
import { type RenderedPicture, renderPicture } from '../pictures/render.js'
import { isDeparted } from '../store/departed.js'
import { newKey } from '../store/local-files.js'
import { countPhotos, lockOwner, savePhoto } from '../store/photos.js'
import { type Db, type NewPhotoRow, type PhotoRow, type Trx } from '../store/schema.js'
import { type ReceivedPicture, receivePicture } from './receive-picture.js'

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
  const asked = { call, request: { sha256: received.sha256 }, response: UploadPhotoResponse }
  const storageKey = newKey()
  let saved = false
  try {
    const before = await recall(context.db, asked)
    if (before !== undefined) return before
    const picture = await renderInTurn(context, received, { ownerId, signal: call.signal })
    await context.files.put(storageKey, picture.files)
    return await once(context.db, asked, async (trx) => {
      const row = await addPhoto(context, trx, { ownerId, storageKey, picture })
      saved = true
      return { media: toOwnPhoto(row) }
    })
  } finally {
    await received.discard()
    if (!saved) await context.files.removeAll(storageKey)
  }
}

/** Asks whether there is room before any work, and again when the picture's turn comes: other uploads may have been faster. */
async function renderInTurn(
  context: MediaContext,
  received: ReceivedPicture,
  { ownerId, signal }: { ownerId: string; signal: AbortSignal },
): Promise<RenderedPicture> {
  await checkRoom(context, context.db, ownerId)
  const picture = await inspectPicture(received, context.limits.maxPixels)
  const work = async () => {
    await checkRoom(context, context.db, ownerId)
    return renderPicture(picture)
  }
  return context.queue.run({ owner: ownerId, cost: picture.cost, signal, work })
}

/** Throws for people who left or have all the photos that they may have. */
async function checkRoom({ limits }: MediaContext, db: Db, ownerId: string): Promise<void> {
  if (await isDeparted(db, digestOf(ownerId))) throw ownerGone()
  if ((await countPhotos(db, ownerId)) >= limits.quota) throw quotaReached(limits.quota)
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
  await checkRoom(context, trx, ownerId)
  const now = context.clock.now()
  const { width, height, thumbhash } = picture
  const row: NewPhotoRow = {
    id: newId(now.getTime()),
    owner_id: ownerId,
    storage_key: storageKey,
    status: context.approve(picture),
    created_at: now,
    width,
    height,
    thumbhash,
  }
  const saved = await savePhoto(trx, row)
  if (row.status === 'APPROVED') await publish(trx, PhotoApproved, ownerId, { mediaId: row.id, ownerId })
  return saved
}
