import { lockPeople } from '@kindred/events/departures'

import { appealed, mediaNotFound, notRejected } from '../domain/errors.js'
import { changePhoto, lockPhoto } from '../store/photos.js'
import type { PhotoRow, Trx } from '../store/schema.js'
import { tellHeld } from './tell-state.js'

/** Asks a person to look at a rejected photo again, once. */
export async function appealPhoto(trx: Trx, ownerId: string, mediaId: string, now: Date): Promise<PhotoRow> {
  await lockPeople(trx, ownerId)
  const photo = await lockPhoto(trx, mediaId)
  if (photo?.owner_id !== ownerId) throw mediaNotFound()
  if (photo.appealed_at !== null) throw appealed()
  if (photo.status !== 'REJECTED') throw notRejected()
  const waiting = await changePhoto(trx, mediaId, { appealed_at: now, decided_at: null })
  await tellHeld(trx, waiting, 'APPEALED')
  return waiting
}
