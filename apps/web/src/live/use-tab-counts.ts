import { freshSince, unreadTotal } from '../features/chats/conversation-list.js'
import { useConversations } from '../features/chats/use-conversations.js'
import { useLikes } from '../features/likes/use-likes.js'
import { type TabCounts } from '../kit/tab-bar.js'
import { useSeen } from './use-seen.js'

/** What waits behind the tabs: likes to answer, messages to read and matches not seen yet. */
export function useTabCounts(): TabCounts {
  const { likes } = useLikes()
  const { conversations } = useConversations()
  const { marks } = useSeen()
  return {
    likes: likes.length,
    chats: unreadTotal(conversations) + freshSince(conversations, marks.matches ?? 0).length,
  }
}
