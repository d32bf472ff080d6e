import type { Conversation, Message } from '@kindred/client'

/** The conversations with a new message taken in, latest activity first; undefined when the conversation is not among them. */
export function withMessage(
  conversations: readonly Conversation[],
  message: Message,
  me: string,
): Conversation[] | undefined {
  const found = conversations.find((each) => each.conversation_id === message.conversation_id)
  if (found === undefined) return undefined
  if (message.seq <= (found.last_message?.seq ?? 0)) return [...conversations]
  const unread = message.sender_id !== me && message.seq > found.read_up_to_seq
  const changed = { ...found, last_message: message, unread_count: found.unread_count + (unread ? 1 : 0) }
  return [changed, ...conversations.filter((each) => each !== found)]
}

/** The conversations after somebody read one; undefined when the list must be loaded to know how much is left. */
export function withRead(
  conversations: readonly Conversation[],
  conversationId: string,
  { mine, upTo }: { readonly mine: boolean; readonly upTo: number },
): Conversation[] | undefined {
  const found = conversations.find((each) => each.conversation_id === conversationId)
  if (found === undefined) return undefined
  if (mine && found.unread_count > 0 && upTo < (found.last_message?.seq ?? 0)) return undefined
  const changed = mine
    ? { ...found, unread_count: 0, read_up_to_seq: Math.max(found.read_up_to_seq, upTo) }
    : { ...found, participant_read_up_to_seq: Math.max(found.participant_read_up_to_seq, upTo) }
  return conversations.map((each) => (each === found ? changed : each))
}

export const without = (conversations: readonly Conversation[], conversationId: string): Conversation[] =>
  conversations.filter((each) => each.conversation_id !== conversationId)

/** Matches to whom nobody has written, newest first, and the conversations that have begun. */
export function splitConversations(conversations: readonly Conversation[]): {
  readonly fresh: Conversation[]
  readonly begun: Conversation[]
} {
  const fresh = conversations.filter((each) => each.last_message === undefined)
  const begun = conversations.filter((each) => each.last_message !== undefined)
  return { fresh, begun }
}

/** How many messages this person has not read. */
export const unreadTotal = (conversations: readonly Conversation[]): number =>
  conversations.reduce((sum, each) => sum + each.unread_count, 0)
