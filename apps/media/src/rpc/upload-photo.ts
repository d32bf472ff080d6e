import { type MediaServiceService, UploadPhotoResponse } from '@kindred/contracts/media'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once, recall } from '@kindred/service'

import type { MediaContext } from '../context.js'
import { beginFirstLook, type FirstLook, noLook } from '../looks/first-look.js'
import { toOwnPhoto } from '../messages.js'
import { inspectPicture } from '../pictures/inspect.js'
import { type RenderedPicture, renderPicture } from '../pictures/render.js'
import { newKey } from '../store/files.js'
import { addPhoto, checkRoom } from '../writing/add-photo.js'
import { removeRowless } from '../writing/remove-files.js'
import { type ReceivedPicture, receivePicture } from './receive-picture.js'

/**
 * The files are stored before the row is committed: there is no row without files. Files that got no row are removed
 * here; where it is not sure that they got none (a crash, a commit without an answer) the sweep looks later.
 */
export const uploadPhoto: Handler<MediaContext, MediaServiceService['uploadPhoto']> = async (
  context,
  requests,
  call,
) => {
  const ownerId = userOf(call.principal).userId
  context.classifier.warm()
  const received = await receivePicture(context.incoming, requests, context.limits.maxBytes)
  const asked = { call, request: { sha256: received.sha256 }, response: UploadPhotoResponse }
  const storageKey = newKey()
  let kept: string | undefined
  try {
    const before = await recall(context.db, asked)
    if (before !== undefined) return before
    const { picture, firstLook } = await renderInTurn(context, received, { ownerId, signal: call.signal })
    await context.files.put(storageKey, picture.files)
    const look = await firstLook.within(lookWaitMs)
    return await once(context.db, asked, async (trx) => {
      const row = await addPhoto(context, trx, { ownerId, storageKey, picture, look })
      kept = storageKey
      return { media: toOwnPhoto(row) }
    })
  } finally {
    await received.discard()
    if (kept === undefined) await removeRowless(context, storageKey)
  }
}

/** It began with the encoding, so mostly it is done by then. What comes later is the job's, a second after the answer. */
const lookWaitMs = 1_000

/** Asks whether there is room before any work, and again when the picture's turn comes: other uploads may have been faster. */
async function renderInTurn(
  { db, limits, queue, classifier }: MediaContext,
  received: ReceivedPicture,
  { ownerId, signal }: { ownerId: string; signal: AbortSignal },
): Promise<{ picture: RenderedPicture; firstLook: FirstLook }> {
  await checkRoom(db, ownerId, limits.quota)
  const inspected = await inspectPicture(received, limits.maxPixels)
  const work = async () => {
    await checkRoom(db, ownerId, limits.quota)
    let firstLook = noLook
    const picture = await renderPicture(
      inspected,
      (sample) => (firstLook = beginFirstLook(classifier, sample)),
    )
    return { picture, firstLook }
  }
  return queue.run({ owner: ownerId, cost: inspected.cost, signal, work })
}
