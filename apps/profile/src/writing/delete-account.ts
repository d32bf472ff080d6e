import { ProfileDeleted } from '@kindred/contracts/profile'
import { dropPending, publish } from '@kindred/events'
import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { forgetIdempotency } from '@kindred/service'

import { removeAccount } from '../store/accounts.js'
import { findProfileForChange, removeProfile } from '../store/profiles.js'
import type { Trx } from '../store/schema.js'

/** Removes everything that profile holds of a person and tells the others, also of somebody who never made a profile. */
export async function deleteAccount(trx: Trx, userId: string, now: Date): Promise<void> {
  // Every change takes the row before it takes the person's events, and so does this one. Once it has the events, a profile
  // that was being created is there to be removed, and a later one finds the departure.
  await findProfileForChange(trx, userId)
  await dropPending(trx, userId)
  await removeProfile(trx, userId)
  await lockPeople(trx, userId)
  await removeAccount(trx, userId)
  await forgetIdempotency(trx, userId)
  await saveDeparture(trx, userId, now)
  await publish(trx, ProfileDeleted, userId, { userId })
}
