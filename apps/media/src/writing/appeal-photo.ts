import { lockPeople } from '@kindred/events/departures'

import { appealed, mediaNotFound, notRejected } from '../domain/errors.js'
import { changePhoto, lockPhoto } from '../store/photos.js'
import type { PhotoRow, Trx } from '../store/schema.js'
import { tellHeld } from './tell-state.js'

/** Asks a person to look at a photo that no person has looked at and that was rejected, once. */
export async function appealPhoto(trx: Trx, ownerId: string, mediaId: string, now: Date): Promise<PhotoRow> {
  await lockPeople(trx, ownerId)
  const photo = await lockPhoto(trx, mediaId)
  if (photo?.owner_id !== ownerId) throw mediaNotFound()
  if (photo.appealed_at !== null) throw appealed()
  // The appeal against a moderator's decision is safety's: of two about one photo one could contradict the other.
  if (photo.status !== 'REJECTED' || photo.decided_at !== null) throw notRejected()
  const waiting = await changePhoto(trx, mediaId, { appealed_at: now })
  await tellHeld(trx, waiting, 'APPEALED')
  return waiting
}
