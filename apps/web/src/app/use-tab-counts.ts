import type { TabCounts } from '../kit/tab-bar.js'
import { freshSince, unreadTotal } from '../stores/lists/conversation-list.js'
import { useConversations } from '../stores/lists/use-conversations.js'
import { useLikes } from '../stores/lists/use-likes.js'
import { useSeen } from '../stores/seen/use-seen.js'

/** The numbers on the tabs: likes to answer, messages to read and matches not seen yet. */
export function useTabCounts(): TabCounts {
  const { likes } = useLikes()
  const { conversations } = useConversations()
  const { marks } = useSeen()
  return {
    likes: likes.length,
    chats: unreadTotal(conversations) + freshSince(conversations, marks.matches ?? 0).length,
  }
}
