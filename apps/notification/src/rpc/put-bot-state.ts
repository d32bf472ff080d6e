import type { NotificationServiceService } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { writeBotState } from '../writing/write-bot-state.js'

export const putBotState: Handler<NotificationContext, NotificationServiceService['putBotState']> = async (
  { db, clock },
  request,
  { principal },
) => {
  const { userId } = userOf(principal)
  return { version: await transact(db, (trx) => writeBotState(trx, { ...request, userId }, clock.now())) }
}
