import { hasLeft, lockPeople } from '@kindred/events/departures'

import type { MediaContext } from '../context.js'
import type { Look } from '../domain/photo-state.js'
import type { PictureMark } from '../domain/picture-mark.js'
import { changePhoto, lockPhoto } from '../store/photos.js'
import type { PhotoRow, Trx } from '../store/schema.js'
import { stateOf } from './state-of.js'
import { tellState } from './tell-state.js'

/** What a later look at a stored photo has brought. */
export interface LaterLook {
  readonly photo: Pick<PhotoRow, 'id' | 'owner_id'>
  readonly look: Look
  readonly mark: PictureMark
}

/** Lets a look decide where a photo stands, unless a person has decided or has been asked to; tells of it. */
export async function judgePhoto(
  { thresholds }: Pick<MediaContext, 'thresholds'>,
  trx: Trx,
  { photo: { id, owner_id: ownerId }, look, mark }: LaterLook,
): Promise<void> {
  await lockPeople(trx, ownerId)
  const before = await lockPhoto(trx, id)
  if (before === undefined || (await hasLeft(trx, ownerId))) return
  const isUpToPeople = before.decided_at !== null || before.appealed_at !== null
  const state = isUpToPeople ? {} : await stateOf(trx, { look, mark }, thresholds)
  await tellState(trx, await changePhoto(trx, id, { ...look, ...mark, ...state, failed_looks: 0 }), before)
}
