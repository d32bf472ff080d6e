import type { ChatServiceService } from '@kindred/contracts/chat'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { moveReadMark } from '../writing/move-read-mark.js'

export const markRead: Handler<ChatContext, typeof ChatServiceService.markRead> = async (
  { db, clock },
  { conversationId, upToSeq },
  call,
) => {
  const { userId } = userOf(call.principal)
  const member = await moveReadMark(db, { userId, conversationId, upToSeq }, clock.now())
  return { readUpToSeq: member.read_seq, unreadCount: member.unread_count }
}
