import { hasLeft, lockPeople } from '@kindred/events/departures'
import { newId } from '@kindred/kernel'

import type { MediaContext } from '../context.js'
import { ownerGone, quotaReached } from '../domain/errors.js'
import { type Look, notLookedAt } from '../domain/photo-state.js'
import type { RenderedPicture } from '../pictures/render.js'
import { countPhotos, savePhoto } from '../store/photos.js'
import type { Db, PhotoRow, Trx } from '../store/schema.js'
import { stateOf } from './state-of.js'
import { tellState } from './tell-state.js'

/** A picture whose files are stored under a key. */
export interface StoredPicture {
  readonly ownerId: string
  readonly storageKey: string
  readonly picture: RenderedPicture
  /** What was seen in it; undefined when nothing has looked yet. */
  readonly look: Look | undefined
}

/** Makes stored files a photo of their owner, and tells of it when it may be shown or a person must look. */
export async function addPhoto(
  context: Pick<MediaContext, 'clock' | 'limits' | 'thresholds'>,
  trx: Trx,
  { ownerId, storageKey, picture, look }: StoredPicture,
): Promise<PhotoRow> {
  await lockPeople(trx, ownerId)
  await checkRoom(trx, ownerId, context.limits.quota)
  const now = context.clock.now()
  const { width, height, thumbhash, mark } = picture
  const state = look === undefined ? notLookedAt : await stateOf(trx, { look, mark }, context.thresholds)
  const row = await savePhoto(trx, {
    id: newId(now.getTime()),
    owner_id: ownerId,
    storage_key: storageKey,
    created_at: now,
    width,
    height,
    thumbhash,
    ...state,
    ...look,
    ...mark,
    look_after: now,
  })
  await tellState(trx, row)
  return row
}

/** Throws when the owner's account is deleted or the owner's quota is used up. */
export async function checkRoom(db: Db, ownerId: string, quota: number): Promise<void> {
  if (await hasLeft(db, ownerId)) throw ownerGone()
  if ((await countPhotos(db, ownerId)) >= quota) throw quotaReached(quota)
}
