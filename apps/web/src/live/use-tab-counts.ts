import { useInfiniteQuery } from '@tanstack/react-query'

import { useClient } from '../app/session.js'
import { unreadTotal } from '../features/chats/conversation-list.js'
import { useConversations } from '../features/chats/use-conversations.js'
import { likesQuery } from '../features/likes/likes-query.js'
import { type TabCounts } from '../kit/tab-bar.js'

/** What waits behind the tabs: likes to answer, messages to read. */
export function useTabCounts(): TabCounts {
  const likes = useInfiniteQuery(likesQuery(useClient()))
  const { conversations } = useConversations()
  return {
    likes: likes.data?.pages.reduce((sum, page) => sum + page.likes.length, 0) ?? 0,
    chats: unreadTotal(conversations),
  }
}
