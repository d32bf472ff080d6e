import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'

import type { Conversation } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'
import { useConversations } from '../../stores/lists/use-conversations.js'
import { useLikes } from '../../stores/lists/use-likes.js'
import { newestOf, since } from '../../stores/seen/seen.js'
import { useSeen } from '../../stores/seen/use-seen.js'

/** Matches made while the person was away, once after opening; without any, a toast tells of new likes. */
export function useAway(isCelebrated: (matchId: string) => boolean): {
  readonly met: readonly Conversation[]
  dismiss(): void
} {
  const { t } = useI18n()
  const toast = useToast()
  const { seen } = useSeen()
  const [before] = useState(() => seen.snapshot())
  const { query, conversations } = useConversations()
  const { likes, isLoaded } = useLikes()
  const [path] = useLocation()
  const [met, setMet] = useState<readonly Conversation[]>([])
  const looked = useRef(false)
  const isReady = query.isSuccess && isLoaded
  useEffect(() => {
    if (!isReady || looked.current) return
    looked.current = true
    const { celebrated, told = 0, matches = 0, likes: lookedAt = 0 } = before
    // On a new device nothing counts as new.
    const news = celebrated === undefined ? [] : since(conversations, Math.max(celebrated, matches))
    const fresh = news.filter(({ conversation_id: id }) => !isCelebrated(id))
    const liked = celebrated === undefined ? 0 : since(likes, Math.max(told, lookedAt)).length
    seen.note('celebrated', newestOf(conversations))
    seen.note('told', newestOf(likes))
    // Somebody who opened a chat from the bot's message knows of that match.
    setMet(fresh.filter((each) => !path.endsWith(each.conversation_id)))
    if (liked > 0 && fresh.length === 0 && path !== '/likes') toast(t('away-likes', { count: liked }))
  }, [isReady, conversations, likes, seen, before, isCelebrated, path, t, toast])
  return { met, dismiss: () => setMet([]) }
}
