import { Suspense, useEffect, useSyncExternalStore } from 'react'
import { useLocation } from 'wouter'

import { useClient } from '../../ground/session/session.js'
import { later } from '../../ground/texts/later.js'
import { matchesOf } from '../../stores/matches/match-queue.js'
import { useSeen } from '../../stores/seen/use-seen.js'
import { useAway } from './use-away.js'
import { useFollowingDeck } from './use-following-deck.js'

const Celebration = later(() => import('./celebration.js'), 'Celebration', 'meet')
const AwayCelebration = later(() => import('./away-celebration.js'), 'AwayCelebration', 'meet')

/** Celebrates what came while the person was away in one, then matches one after the other, on any screen but inside a chat. */
export function MatchOverlay() {
  const queue = matchesOf(useClient())
  const { seen } = useSeen()
  useFollowingDeck()
  const away = useAway(queue.knows)
  const [match] = useSyncExternalStore(queue.subscribe, queue.snapshot)
  const [path] = useLocation()
  const isQuiet = /^\/chats\/./.test(path)
  // Noted when shown, not when closed: a page that is left meanwhile does not repeat it.
  const shownAt = isQuiet || away.met.length > 0 ? undefined : match?.created_at
  useEffect(() => {
    if (shownAt !== undefined) seen.note('celebrated', Date.parse(shownAt))
  }, [seen, shownAt])
  if (isQuiet) return null
  return (
    <Suspense>
      {away.met.length > 0 ? (
        <AwayCelebration met={away.met} onClose={away.dismiss} />
      ) : (
        match && <Celebration key={match.match_id} match={match} onClose={queue.dismiss} />
      )}
    </Suspense>
  )
}
