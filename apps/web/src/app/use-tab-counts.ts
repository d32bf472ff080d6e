import type { TabCounts } from '../kit/tab-bar.js'
import { useBadges } from '../stores/badges/use-badges.js'
import { unreadTotal } from '../stores/lists/conversation-list.js'
import { useConversations } from '../stores/lists/use-conversations.js'

/** The numbers on the tabs: likes and matches not seen yet, and messages to read. */
export function useTabCounts(): TabCounts {
  const badges = useBadges()
  const { conversations } = useConversations()
  return {
    likes: badges?.unseen_likes ?? 0,
    chats: unreadTotal(conversations) + (badges?.unseen_matches ?? 0),
  }
}
