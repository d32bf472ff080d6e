import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'

import type { Conversation } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'
import { useConversations } from '../../stores/lists/use-conversations.js'
import { useLikes } from '../../stores/lists/use-likes.js'
import { newestOf, since } from '../../stores/seen/seen.js'
import { useSeen } from '../../stores/seen/use-seen.js'

/** Matches that were made while the person was away, once after opening; new likes are said in a line when there are none. */
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
    // On a device where nothing was ever seen nothing is known to be new.
    const news = celebrated === undefined ? [] : since(conversations, Math.max(celebrated, matches))
    const fresh = news.filter(({ conversation_id: id }) => !isCelebrated(id))
    const liked = celebrated === undefined ? 0 : since(likes, Math.max(told, lookedAt)).length
    seen.note('celebrated', newestOf(conversations))
    seen.note('told', newestOf(likes))
    // Whoever comes by a message of the bot to a chat knows of it.
    setMet(fresh.filter((each) => !path.endsWith(each.conversation_id)))
    if (liked > 0 && fresh.length === 0 && path !== '/likes') toast(t('away-likes', { count: liked }))
  }, [isReady, conversations, likes, seen, before, isCelebrated, path, t, toast])
  return { met, dismiss: () => setMet([]) }
}
