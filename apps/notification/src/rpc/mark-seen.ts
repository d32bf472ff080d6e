import type { NotificationServiceService } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { markSeen as mark } from '../writing/mark-seen.js'

export const markSeen: Handler<NotificationContext, NotificationServiceService['markSeen']> = async (
  { db, clock },
  seen,
  { principal },
) => {
  await transact(db, (trx) => mark(trx, userOf(principal).userId, seen, clock.now()))
  return {}
}
