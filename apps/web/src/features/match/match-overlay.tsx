import { Suspense, useCallback, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'

import { useClient } from '../../ground/session/session.js'
import { later } from '../../ground/texts/later.js'
import { matchesOf } from '../../stores/matches/match-queue.js'
import { useAway } from './use-away.js'
import { useFollowingDeck } from './use-following-deck.js'

const Celebration = later(() => import('./celebration.js'), 'Celebration', 'meet')
const AwayCelebration = later(() => import('./away-celebration.js'), 'AwayCelebration', 'meet')

/** Celebrates what came while the person was away in one, then matches one after the other, on any screen but inside a chat. */
export function MatchOverlay() {
  const client = useClient()
  const queue = matchesOf(client)
  useFollowingDeck()
  const onCelebrated = useCallback(
    (matchIds: readonly string[]) =>
      void client.notification.markSeen({ celebrated_match_ids: [...matchIds] }).catch(() => {}),
    [client],
  )
  const away = useAway({ isCelebrated: queue.knows, onCelebrated })
  const [match] = useSyncExternalStore(queue.subscribe, queue.snapshot)
  const [path] = useLocation()
  if (/^\/chats\/./.test(path)) return null
  return (
    <Suspense>
      {away.met.length > 0 ? (
        <AwayCelebration met={away.met} onShown={onCelebrated} onClose={away.dismiss} />
      ) : (
        match && (
          <Celebration key={match.match_id} match={match} onShown={onCelebrated} onClose={queue.dismiss} />
        )
      )}
    </Suspense>
  )
}
