import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { deleteAccount } from '../writing/delete-account.js'

/** Auth says when an account goes. One that goes at once is gone from here before the caller is answered. */
export const deleteMyProfile: Handler<ProfileContext, ProfileServiceService['deleteMyProfile']> = async (
  { db, clock, auth },
  _request,
  call,
) => {
  const { deletion } = await auth.deleteAccount({}, call.outgoing())
  if (deletion?.state === 'ERASING')
    await transact(db, (trx) => deleteAccount(trx, userOf(call.principal).userId, clock.now()))
  return {}
}
