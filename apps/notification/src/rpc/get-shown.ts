import type { NotificationServiceService } from '@kindred/contracts/notification'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { NotificationContext } from '../context.js'
import { conversationNotFound } from '../domain/errors.js'
import { findShownUpTo } from '../store/bot-messages.js'
import { listThreads } from '../store/threads.js'

export const getShown: Handler<NotificationContext, NotificationServiceService['getShown']> = async (
  { db },
  { conversationId },
  { principal },
) => {
  const { userId } = userOf(principal)
  const [thread] = await listThreads(db, [{ userId, conversationId }])
  if (thread === undefined || thread.ended) throw conversationNotFound()
  return { upToSeq: await findShownUpTo(db, userId, conversationId), muted: thread.muted }
}
