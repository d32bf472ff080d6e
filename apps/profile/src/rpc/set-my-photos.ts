import type { OwnPhoto } from '@kindred/contracts/media'
import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Call, Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { photoNotUsable } from '../domain/errors.js'
import { toProfile } from '../messages.js'
import { getProfile } from '../store/profiles.js'
import type { PhotoSnapshot, ProfileRow } from '../store/schema.js'
import { setPhotos } from '../writing/set-photos.js'

export const setMyPhotos: Handler<ProfileContext, ProfileServiceService['setMyPhotos']> = async (
  context,
  request,
  call,
) => {
  // Media is asked outside the transaction. When one of the person's photos went meanwhile, its answer may be stale: ask again.
  // The call's deadline ends the loop.
  for (;;) {
    const row = await trySetting(context, request.photoIds, call)
    if (row !== undefined) return { profile: toProfile(row, context.clock.now()) }
  }
}

async function trySetting(
  context: ProfileContext,
  ids: readonly string[],
  call: Call,
): Promise<ProfileRow | undefined> {
  const { db, clock } = context
  const { userId } = userOf(call.principal)
  const before = await getProfile(db, userId)
  const photos = await usablePhotos(context, ids, call)
  const checked = { photos, removalsBefore: before.photo_removals }
  return transact(db, (trx) => setPhotos(trx, userId, checked, clock.now()))
}

async function usablePhotos(
  { media }: ProfileContext,
  ids: readonly string[],
  call: Call,
): Promise<PhotoSnapshot[]> {
  if (ids.length === 0) return []
  const answer = await media.batchGetMyMedia({ mediaIds: [...ids] }, call.outgoing())
  const approved = new Map(answer.media.filter(isApproved).map((photo) => [photo.mediaId, photo]))
  const refused = ids.flatMap((id, i) => (approved.has(id) ? [] : [`/photo_ids/${i}`]))
  if (refused.length > 0) throw photoNotUsable(refused)
  return ids.map((id) => toSnapshot(approved.get(id)!))
}

const isApproved = (photo: OwnPhoto): boolean => photo.status === 'APPROVED'

const toSnapshot = ({ mediaId, thumbhash, width, height }: OwnPhoto): PhotoSnapshot => ({
  media_id: mediaId,
  thumbhash,
  width,
  height,
})
