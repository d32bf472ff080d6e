import { type ChatServiceService } from '@kindred/contracts/chat'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import { type Handler } from '@kindred/rpc'

import { type ChatContext } from '../context.js'
import { waitBriefly } from '../writing/message-writer.js'
import { moveReadMark } from '../writing/move-read-mark.js'

export const markRead: Handler<ChatContext, typeof ChatServiceService.markRead> = async (
  { db, clock },
  { conversationId, upToSeq },
  call,
) => {
  const { userId } = userOf(call.principal)
  const member = await transact(db, async (trx) => {
    await waitBriefly(trx)
    return moveReadMark(trx, { userId, conversationId, upToSeq }, clock.now())
  })
  return { readUpToSeq: member.read_seq, unreadCount: member.unread_count }
}
