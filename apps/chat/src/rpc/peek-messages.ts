import type { ChatServiceService } from '@kindred/contracts/chat'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { toMessage } from '../messages.js'
import { listUnread } from '../store/unread.js'

const maxMessages = 50

export const peekMessages: Handler<ChatContext, typeof ChatServiceService.peekMessages> = async (
  { db },
  { peeks },
) => {
  const conversations = peeks.length === 0 ? [] : await listUnread(db, peeks, maxMessages)
  return {
    conversations: conversations.map(({ messages, ...side }) => ({
      ...side,
      messages: messages.map((row) => toMessage({ ...row, client_message_id: '' })),
    })),
  }
}
