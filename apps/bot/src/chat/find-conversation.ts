import type { Conversation, KindredClient } from '@kindred/client'

import { itemsOf } from '../gateway/slice.js'

const pageSize = 100

/** A person's conversations, latest activity first, as far as they are asked for. */
export const conversationsOf = ({ chat }: KindredClient): AsyncGenerator<Conversation> =>
  itemsOf(async (token) => {
    const { conversations, next_page_token: next } = await chat.listConversations({
      page_size: pageSize,
      page_token: token,
    })
    return { items: conversations, next }
  })

/** A conversation of which it is known with whom. */
export type Named = Conversation & Required<Pick<Conversation, 'participant'>>

const isNamed = (conversation: Conversation): conversation is Named => conversation.participant !== undefined

/** One of a person's conversations; undefined once it has ended. */
export async function findConversation(client: KindredClient, id: string): Promise<Named | undefined> {
  for await (const conversation of conversationsOf(client))
    if (conversation.conversation_id === id) return isNamed(conversation) ? conversation : undefined
  return undefined
}
