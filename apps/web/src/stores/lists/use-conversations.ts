import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'

import type { Conversation, KindredClient } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { conversationsOf } from './follow-lists.js'

const conversationsQuery = (client: KindredClient) => ({
  queryKey: keys.conversations,
  queryFn: ({ pageParam }: { pageParam: string }) =>
    client.chat.listConversations({ page_size: 50, ...(pageParam === '' ? {} : { page_token: pageParam }) }),
  initialPageParam: '',
  getNextPageParam: (page: { next_page_token: string }) => page.next_page_token || undefined,
})

/** The person's conversations, kept up to date by the live connection. */
export function useConversations() {
  const query = useInfiniteQuery(conversationsQuery(useClient()))
  return { query, conversations: conversationsOf(query.data) }
}

/** One conversation out of them; pages on until it is found. `missing` once it is known not to be there. */
export function useConversation(id: string): {
  readonly conversation: Conversation | undefined
  readonly missing: boolean
  readonly error: unknown
  retry(): void
} {
  const { query, conversations } = useConversations()
  const conversation = conversations.find((each) => each.conversation_id === id)
  const { hasNextPage, isFetching, isError, fetchNextPage } = query
  const searching = conversation === undefined && hasNextPage && !isFetching && !isError
  useEffect(() => {
    if (searching) void fetchNextPage()
  }, [searching, fetchNextPage])
  return {
    conversation,
    missing: conversation === undefined && query.isSuccess && !hasNextPage && !isFetching,
    error: query.data === undefined ? query.error : undefined,
    retry: () => void query.refetch(),
  }
}
