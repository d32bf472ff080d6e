import type { AuthServiceService } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { cancelDeletion as takeBack } from '../writing/cancel-deletion.js'

export const cancelDeletion: Handler<AuthContext, AuthServiceService['cancelDeletion']> = async (
  { db },
  _request,
  call,
) => {
  await transact(db, (trx) => takeBack(trx, userOf(call.principal).userId))
  return {}
}
