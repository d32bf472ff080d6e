import type { NotificationServiceService } from '@kindred/contracts/notification'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { botMessageNotFound } from '../domain/errors.js'
import { findBotMessage as find } from '../store/bot-messages.js'

export const findBotMessage: Handler<
  NotificationContext,
  NotificationServiceService['findBotMessage']
> = async ({ db }, { telegramMessageId }, { principal }) => {
  const row = await find(db, userOf(principal).userId, telegramMessageId)
  if (row === undefined) throw botMessageNotFound()
  return {
    conversationId: row.conversation_id ?? '',
    targetUserId: row.target_user_id ?? '',
    kind: row.kind ?? 'UNSPECIFIED',
    upToSeq: row.up_to_seq,
  }
}
