import { createHash } from 'node:crypto'

import type { MediaServiceService, ReadPhotoResponse } from '@kindred/contracts/media'
import { serviceOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { MediaContext } from '../context.js'
import { mediaNotFound } from '../domain/errors.js'
import { isVisible } from '../domain/visibility.js'
import { toPictureSize } from '../messages.js'
import type { StoredFile } from '../store/files.js'
import { findHeld } from '../store/held-photos.js'
import { findPhoto } from '../store/photos.js'
import type { Db } from '../store/schema.js'

export const readPhoto: Handler<MediaContext, MediaServiceService['readPhoto']> = async function* (
  context,
  request,
  call,
) {
  const viewerId = serviceOf(call.principal).userId
  const size = toPictureSize(request.size)
  const photo = await findVisible(context.db, request, viewerId)
  if (photo === undefined || size === undefined) throw mediaNotFound()
  const file = await context.files.open(photo.storage_key, size, request)
  if (file === undefined) {
    context.log.error({ mediaId: request.mediaId, size }, 'the file of a photo is missing')
    throw mediaNotFound()
  }
  yield* send(file, etagOf(photo.storage_key, size))
}

/** A moderator sees a photo wherever it stands, and one that its owner deleted while it is evidence. */
async function findVisible(
  db: Db,
  { mediaId, forReview }: { readonly mediaId: string; readonly forReview?: boolean | undefined },
  viewerId: string | undefined,
): Promise<{ readonly storage_key: string } | undefined> {
  const photo = await findPhoto(db, mediaId)
  if (forReview === true) return photo ?? (await findHeld(db, mediaId))
  return photo !== undefined && isVisible(photo, viewerId) ? photo : undefined
}

async function* send(file: StoredFile, etag: string): AsyncIterable<ReadPhotoResponse> {
  try {
    yield { part: { $case: 'header', value: { contentType: 'image/webp', sizeBytes: file.size, etag } } }
    for await (const chunk of file.read()) yield { part: { $case: 'chunk', value: chunk } }
  } finally {
    await file.close()
  }
}

/** The files under a storage key never change. */
const etagOf = (storageKey: string, size: string): string =>
  createHash('sha256').update(`${storageKey}/${size}`).digest('base64url').slice(0, 22)
