import { Suspense, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'

import { later } from '../../app/later.js'
import { useClient } from '../../app/session.js'
import { matchesOf } from './match-queue.js'
import { useFollowingDeck } from './use-following-deck.js'

const Celebration = later(() => import('./celebration.js'), 'Celebration', 'meet')

/** Celebrates matches one after the other, on any screen but inside a chat. */
export function MatchOverlay() {
  const queue = matchesOf(useClient())
  useFollowingDeck()
  const [match] = useSyncExternalStore(queue.subscribe, queue.snapshot)
  const [path] = useLocation()
  if (match === undefined || /^\/chats\/./.test(path)) return null
  return (
    <Suspense>
      <Celebration key={match.match_id} match={match} queue={queue} />
    </Suspense>
  )
}
