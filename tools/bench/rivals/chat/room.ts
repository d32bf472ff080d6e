/** A message on its way through a rival. */
export interface ChatMessage {
  readonly id: string
  readonly conversation_id: string
  readonly seq: number
  readonly sender_id: string
  readonly client_message_id: string
  readonly text: string
  readonly created_at: string
}

/** A message as its sender gives it. */
export interface ChatDraft {
  readonly conversation_id: string
  readonly client_message_id: string
  readonly text: string
}

/** Gives somebody a message of somebody else. */
export type Hear = (message: ChatMessage) => void

/** What is behind the sockets of a chat server. */
export interface ChatRoom {
  /** A socket of a person opened; the returned function says that it closed. */
  join(userId: string, hear: Hear): () => void
  /** Resolves with the message, once it is as safe as this room makes it; the other one of the conversation hears it. Rejects for strangers. */
  send(senderId: string, draft: ChatDraft): Promise<ChatMessage>
}

/** A conversation and its two people. */
export interface Pair {
  readonly conversationId: string
  readonly userIds: readonly [string, string]
}

/** The sockets of people. */
export class Listeners {
  readonly #people = new Map<string, Set<Hear>>()

  join(userId: string, hear: Hear): () => void {
    const own = this.#people.get(userId) ?? new Set()
    this.#people.set(userId, own.add(hear))
    return () => {
      own.delete(hear)
      if (own.size === 0) this.#people.delete(userId)
    }
  }

  tell(userId: string, message: ChatMessage): void {
    for (const hear of this.#people.get(userId) ?? []) hear(message)
  }
}

/** Who writes and who hears it; throws for somebody who is not in the conversation. */
export function otherOf(userIds: readonly string[] | undefined, senderId: string): string {
  const other = userIds?.includes(senderId) === true ? userIds.find((id) => id !== senderId) : undefined
  if (other === undefined) throw new Error('There is no such conversation.')
  return other
}
