import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { deleteAccount } from '../writing/delete-account.js'

export const deleteMyProfile: Handler<ProfileContext, ProfileServiceService['deleteMyProfile']> = async (
  { db, clock },
  _request,
  call,
) => {
  await transact(db, (trx) => deleteAccount(trx, userOf(call.principal).userId, clock.now()))
  return {}
}
