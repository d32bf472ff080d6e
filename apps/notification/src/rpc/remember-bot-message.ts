import type { NotificationServiceService } from '@kindred/contracts/notification'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { rememberMessage } from '../writing/remember-message.js'

export const rememberBotMessage: Handler<
  NotificationContext,
  NotificationServiceService['rememberBotMessage']
> = async ({ db, clock }, { telegramMessageId, conversationId, targetUserId, upToSeq }, { principal }) => {
  const { userId } = userOf(principal)
  await transact(db, (trx) =>
    rememberMessage(trx, {
      user_id: userId,
      telegram_message_id: telegramMessageId,
      kind: null,
      conversation_id: conversationId,
      target_user_id: targetUserId === '' ? null : targetUserId,
      up_to_seq: upToSeq,
      sent_at: clock.now(),
    }),
  )
  return {}
}
