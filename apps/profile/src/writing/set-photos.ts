import { orderAfter } from '../domain/photo-order.js'
import { getProfileForChange } from '../store/profiles.js'
import type { PhotoSnapshot, ProfileRow, Trx } from '../store/schema.js'
import { publishChanges, withoutLostVerification } from './change-profile.js'

/** Photos that media called usable, and how many removals the profile had counted before media was asked. */
export interface CheckedPhotos {
  readonly photos: readonly PhotoSnapshot[]
  readonly removalsBefore: number
}

/** Orders a person's photos anew; undefined when one was removed meanwhile, so that they have to be checked again. */
export async function setPhotos(
  trx: Trx,
  userId: string,
  { photos, removalsBefore }: CheckedPhotos,
  now: Date,
): Promise<ProfileRow | undefined> {
  const row = await getProfileForChange(trx, userId)
  if (row.photo_removals !== removalsBefore) return undefined
  const changes = { photos, photo_order: orderAfter(row.photo_order, row.photos, photos) }
  return publishChanges(trx, userId, await withoutLostVerification(trx, row, changes, now), now)
}
