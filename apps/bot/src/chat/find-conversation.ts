import type { Conversation, KindredClient } from '@kindred/client'

const pageSize = 100

/** A person's conversations, latest activity first, as far as they are asked for. */
export async function* conversationsOf({ chat }: KindredClient): AsyncGenerator<Conversation> {
  let pageToken = ''
  do {
    const page = await chat.listConversations({ page_size: pageSize, page_token: pageToken })
    yield* page.conversations
    pageToken = page.next_page_token
  } while (pageToken !== '')
}

/** A conversation of which it is known with whom. */
export type Named = Conversation & Required<Pick<Conversation, 'participant'>>

const isNamed = (conversation: Conversation): conversation is Named => conversation.participant !== undefined

/** One of a person's conversations; undefined once it has ended. */
export async function findConversation(client: KindredClient, id: string): Promise<Named | undefined> {
  for await (const conversation of conversationsOf(client))
    if (conversation.conversation_id === id) return isNamed(conversation) ? conversation : undefined
  return undefined
}
