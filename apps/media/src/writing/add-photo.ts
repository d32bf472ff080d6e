import { PhotoApproved } from '@kindred/contracts/media'
import { publish } from '@kindred/events'
import { hasLeft, lockPeople } from '@kindred/events/departures'
import { newId } from '@kindred/kernel'

import type { MediaContext } from '../context.js'
import { ownerGone, quotaReached } from '../domain/errors.js'
import type { RenderedPicture } from '../pictures/render.js'
import { countPhotos, savePhoto } from '../store/photos.js'
import type { Db, PhotoRow, Trx } from '../store/schema.js'

/** A picture whose files are stored under a key. */
export interface StoredPicture {
  readonly ownerId: string
  readonly storageKey: string
  readonly picture: RenderedPicture
}

/** Makes stored files a photo of their owner, and tells of it when it may be shown. */
export async function addPhoto(
  context: Pick<MediaContext, 'approve' | 'clock' | 'limits'>,
  trx: Trx,
  { ownerId, storageKey, picture }: StoredPicture,
): Promise<PhotoRow> {
  await lockPeople(trx, ownerId)
  await checkRoom(trx, ownerId, context.limits.quota)
  const now = context.clock.now()
  const { width, height, thumbhash } = picture
  const row = await savePhoto(trx, {
    id: newId(now.getTime()),
    owner_id: ownerId,
    storage_key: storageKey,
    status: context.approve(picture),
    created_at: now,
    width,
    height,
    thumbhash,
  })
  if (row.status === 'APPROVED') await publish(trx, PhotoApproved, ownerId, { mediaId: row.id, ownerId })
  return row
}

/** Throws when the owner's account is deleted or the owner's quota is used up. */
export async function checkRoom(db: Db, ownerId: string, quota: number): Promise<void> {
  if (await hasLeft(db, ownerId)) throw ownerGone()
  if ((await countPhotos(db, ownerId)) >= quota) throw quotaReached(quota)
}
