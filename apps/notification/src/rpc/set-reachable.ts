import type { NotificationServiceService } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { allowWriting } from '../writing/allow-writing.js'

export const setReachable: Handler<NotificationContext, NotificationServiceService['setReachable']> = async (
  { db, clock },
  _request,
  { principal },
) => {
  await transact(db, (trx) => allowWriting(trx, userOf(principal).userId, clock.now()))
  return {}
}
