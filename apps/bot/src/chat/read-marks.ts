import { boundedMap } from '../bounded-map.js'
import type { Gateway, Sender } from '../gateway/gateway.js'

/** Marks a conversation as read up to what the bot has shown a person of it: what still waits to be shown stays unread. */
export type MarkShown = (sender: Sender, conversationId: string) => Promise<void>

const maxMarks = 50_000

/** What a person has marked before is not marked again; both sides of a conversation may be in the chat of one bot. */
export function createMarkShown(gateway: Gateway): MarkShown {
  const marked = boundedMap<string, number>(maxMarks)
  return (sender, conversationId) =>
    gateway.as(sender, async ({ chat, notification }) => {
      const key = `${sender.id} ${conversationId}`
      const { up_to_seq: seq } = await notification.getShown({ conversation_id: conversationId })
      if (seq <= (marked.get(key) ?? 0)) return
      await chat.markRead({ conversation_id: conversationId, up_to_seq: seq })
      marked.set(key, seq)
    })
}
