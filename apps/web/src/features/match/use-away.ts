import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'

import type { Conversation, GetBadgesResponse } from '@kindred/client'
import { openStorage } from '@kindred/miniapp/browser/storage'

import { person } from '../../ground/session/session.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { useToast } from '../../kit/toast.js'
import { openTold } from '../../stores/badges/told.js'
import { useBadges } from '../../stores/badges/use-badges.js'
import { useConversations } from '../../stores/lists/use-conversations.js'

interface Away {
  /** Matches to celebrate. */
  readonly met: readonly Conversation[]
  dismiss(): void
}

interface AwayOptions {
  isCelebrated(matchId: string): boolean
  /** These matches are celebrated from now on, on all devices. */
  onCelebrated(matchIds: readonly string[]): void
}

/** Matches made while the person was away, once after opening; without any, a toast tells of new likes. */
export function useAway({ isCelebrated, onCelebrated }: AwayOptions): Away {
  const { t } = useI18n()
  const toast = useToast()
  const badges = useBadges()
  const { query, conversations } = useConversations()
  const [path] = useLocation()
  const [met, setMet] = useState<readonly Conversation[]>([])
  const looked = useRef(false)
  const news = query.isSuccess ? badges : undefined
  useEffect(() => {
    if (news === undefined || looked.current) return
    looked.current = true
    const fresh = toCelebrate(news, conversations).filter(
      // Somebody who opened a chat from the bot's message knows of that match.
      ({ conversation_id: id }) => !isCelebrated(id) && !path.endsWith(id),
    )
    const others = news.celebrate_match_ids.filter((id) => !fresh.some((each) => each.conversation_id === id))
    if (others.length > 0) onCelebrated(others)
    setMet(fresh)
    const liked = openTold(openStorage('localStorage'), person).tell(news.unseen_likes)
    if (liked > 0 && fresh.length === 0 && path !== '/likes') toast(t('away-likes', { count: liked }))
  }, [news, conversations, isCelebrated, onCelebrated, path, t, toast])
  return { met, dismiss: () => setMet([]) }
}

const toCelebrate = ({ celebrate_match_ids: ids }: GetBadgesResponse, all: readonly Conversation[]) =>
  all.filter(({ conversation_id: id }) => ids.includes(id))
