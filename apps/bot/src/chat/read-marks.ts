import type { KindredClient } from '@kindred/client'

import { boundedMap } from '../bounded-map.js'

/** Marks a conversation as read up to what the bot has shown of it: what still waits to be shown stays unread. */
export type MarkShown = (client: KindredClient, conversationId: string) => Promise<void>

const maxConversations = 50_000

/** What was marked before is not marked again. */
export function createMarkShown(): MarkShown {
  const marked = boundedMap<string, number>(maxConversations)
  return async ({ chat, notification }, conversationId) => {
    const { up_to_seq: seq } = await notification.getShown({ conversation_id: conversationId })
    if (seq <= (marked.get(conversationId) ?? 0)) return
    await chat.markRead({ conversation_id: conversationId, up_to_seq: seq })
    marked.set(conversationId, seq)
  }
}
