import type { NotificationServiceService } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { muteConversation } from '../writing/mute-conversation.js'

export const setMuted: Handler<NotificationContext, NotificationServiceService['setMuted']> = async (
  { db, clock },
  { conversationId, muted },
  { principal },
) => {
  const { userId } = userOf(principal)
  await transact(db, (trx) => muteConversation(trx, { userId, conversationId }, muted, clock.now()))
  return {}
}
