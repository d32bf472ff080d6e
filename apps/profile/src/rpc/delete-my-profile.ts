import { ProfileDeleted, type ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { dropPending, publish } from '@kindred/events'
import { lockPeople, saveDeparture } from '@kindred/events/departures'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { forgetIdempotency } from '@kindred/service'

import type { ProfileContext } from '../context.js'
import { removeAccount } from '../store/accounts.js'
import { findProfileForChange, removeProfile } from '../store/profiles.js'

/** Also for somebody who never made a profile: the other services may hold something of them. */
export const deleteMyProfile: Handler<ProfileContext, ProfileServiceService['deleteMyProfile']> = async (
  { db, clock },
  _request,
  call,
) => {
  const { userId } = userOf(call.principal)
  await transact(db, async (trx) => {
    // Every change takes the row before it takes the person's events, and so does this one. Once it has the events, a profile
    // that was being created is there to be removed, and a later one finds the departure.
    await findProfileForChange(trx, userId)
    await dropPending(trx, userId)
    await removeProfile(trx, userId)
    await lockPeople(trx, userId)
    await removeAccount(trx, userId)
    await forgetIdempotency(trx, userId)
    await saveDeparture(trx, userId, clock.now())
    await publish(trx, ProfileDeleted, userId, { userId })
  })
  return {}
}
