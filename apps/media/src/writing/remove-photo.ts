import { PhotoRemoved } from '@kindred/contracts/media'
import { publish } from '@kindred/events'

import { mediaNotFound } from '../domain/errors.js'
import { savePendingRemovals } from '../store/pending-removals.js'
import { removePhoto as removeRow } from '../store/photos.js'
import type { Trx } from '../store/schema.js'

/** Removes a person's photo and tells of it; answers the key of its files, whose removal is still to come. */
export async function removePhoto(trx: Trx, ownerId: string, mediaId: string): Promise<string> {
  const row = await removeRow(trx, ownerId, mediaId)
  if (row === undefined) throw mediaNotFound()
  await savePendingRemovals(trx, [row.storage_key])
  await publish(trx, PhotoRemoved, ownerId, { mediaId, ownerId, hidden: false })
  return row.storage_key
}
