import { lockPeople } from '@kindred/events/departures'

import { changePhoto, lockPhoto } from '../store/photos.js'
import type { PhotoRow, Trx } from '../store/schema.js'
import { tellState } from './tell-state.js'

/** Leaves a photo at which every look failed to a person; one that is shown already stays so, as seen by `model`. */
export async function giveUpLooking(
  trx: Trx,
  photo: Pick<PhotoRow, 'id' | 'owner_id'>,
  model: string | undefined,
): Promise<void> {
  await lockPeople(trx, photo.owner_id)
  const before = await lockPhoto(trx, photo.id)
  if (before === undefined) return
  const change = before.reason === 'NOT_LOOKED_AT' ? { reason: 'UNREADABLE' as const } : { score: null }
  await tellState(trx, await changePhoto(trx, photo.id, { ...change, model: model ?? before.model }), before)
}
