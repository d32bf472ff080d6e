import type { ChatServiceService } from '@kindred/contracts/chat'
import type { Handler } from '@kindred/rpc'

import type { ChatContext } from '../context.js'
import { conversationNotFound } from '../domain/errors.js'
import { toMessage } from '../messages.js'
import { takeSnapshot } from '../store/snapshot.js'

/** As many messages as a moderator needs to understand the reported ones. */
const messagesAround = 50

export const snapshotConversation: Handler<
  ChatContext,
  typeof ChatServiceService.snapshotConversation
> = async ({ db }, { userId, otherId, conversationId, messageIds }) => {
  const asked = { userId, otherId, conversationId, messageIds, limit: messagesAround }
  const found = await takeSnapshot(db, asked)
  if (found === undefined) throw conversationNotFound()
  return {
    conversationId: found.id,
    otherId: found.other_id,
    createdAt: found.created_at,
    endedAt: found.ended_at ?? undefined,
    messages: found.messages.map((row) => toMessage({ ...row, client_message_id: '' })),
  }
}
