import type { InfiniteData, QueryClient } from '@tanstack/react-query'

import type { Conversation, ListConversationsResponse, LiveEvent } from '@kindred/client'

import { keys } from '../../ground/state/keys.js'
import { withMessage, without, withRead } from './conversation-list.js'

export type ConversationPages = InfiniteData<ListConversationsResponse>

/** The conversations of all loaded pages. */
export const conversationsOf = (data: ConversationPages | undefined): Conversation[] =>
  data?.pages.flatMap((page) => page.conversations) ?? []

/** Applies an event to the lists; what the event does not tell is reloaded. */
export function followLists(queries: QueryClient, event: LiveEvent, me: string): void {
  switch (event.type) {
    case 'message.created': {
      const { message } = event.data
      return changeConversations(queries, (all) =>
        message === undefined ? all : withMessage(all, message, me),
      )
    }
    case 'message.read': {
      const { conversation_id: id, user_id: reader, up_to_seq: upTo } = event.data
      return changeConversations(queries, (all) => withRead(all, id, { mine: reader === me, upTo }))
    }
    case 'conversation.ended':
      return changeConversations(queries, (all) => without(all, event.data.conversation_id))
    case 'contact.changed':
      return reload(queries, keys.contact(event.data.conversation_id))
    case 'conversation.created':
      return reload(queries, keys.conversations)
    case 'match.created':
      reload(queries, keys.likes)
      // What counts the unseen hears of it a moment later.
      setTimeout(() => reload(queries, keys.badges), 2_000)
      return reload(queries, keys.badges)
    case 'resync.required':
      return reloadAll(queries)
    default:
      return undefined
  }
}

/** Reloads everything that events would have changed. */
export function reloadAll(queries: QueryClient): void {
  reload(queries, keys.conversations)
  reload(queries, keys.likes)
  reload(queries, keys.badges)
}

/** Reloads the likes, which no event announces, and every query that failed meanwhile. */
export function reloadAfterOutage(queries: QueryClient): void {
  reload(queries, keys.likes)
  reload(queries, keys.badges)
  void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
}

function changeConversations(
  queries: QueryClient,
  change: (all: Conversation[]) => Conversation[] | undefined,
): void {
  const data = queries.getQueryData<ConversationPages>(keys.conversations)
  const changed = data && change(conversationsOf(data))
  if (data === undefined || changed === undefined) return reload(queries, keys.conversations)
  const pages = data.pages.map((page, place) => ({ ...page, conversations: place === 0 ? changed : [] }))
  queries.setQueryData<ConversationPages>(keys.conversations, { ...data, pages })
}

const reload = (queries: QueryClient, queryKey: readonly string[]): void =>
  void queries.invalidateQueries({ queryKey })
