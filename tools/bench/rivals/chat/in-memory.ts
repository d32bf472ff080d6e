import { randomUUID } from 'node:crypto'

import { type ChatRoom, Listeners, otherOf, type Pair } from './room.js'

/** A chat that forgets everything: what passing messages on costs at least. */
export function openMemoryRoom(pairs: readonly Pair[]): ChatRoom {
  const listeners = new Listeners()
  const conversations = new Map(
    pairs.map(({ conversationId, userIds }) => [conversationId, { userIds, seq: 0 }]),
  )
  return {
    join: (userId, hear) => listeners.join(userId, hear),
    send(sender_id, draft) {
      const conversation = conversations.get(draft.conversation_id)
      const other = otherOf(conversation?.userIds, sender_id)
      const seq = (conversation!.seq += 1)
      const message = { id: randomUUID(), ...draft, seq, sender_id, created_at: new Date().toISOString() }
      listeners.tell(other, message)
      return Promise.resolve(message)
    },
  }
}
