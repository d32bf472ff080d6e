import { ProfileDeleted, type ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { dropPending, publish } from '@kindred/events'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { forgetIdempotency } from '@kindred/service'

import type { ProfileContext } from '../context.js'
import { removeProfile } from '../store/profiles.js'

type DeleteMyProfile = Handler<ProfileContext, ProfileServiceService['deleteMyProfile']>

/** Also for somebody who never made a profile: the other services may hold something of them. */
export const deleteMyProfile: DeleteMyProfile = async ({ db }, _request, call) => {
  const { userId } = userOf(call.principal)
  await transact(db, async (trx) => {
    await removeProfile(trx, userId)
    await forgetIdempotency(trx, userId)
    await dropPending(trx, userId)
    await publish(trx, ProfileDeleted, userId, { userId })
  })
  return {}
}
