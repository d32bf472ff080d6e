import { useEffect } from 'react'

import { useLive } from '../../ground/live/live-provider.js'
import { useClient } from '../../ground/session/session.js'
import { deckOf } from '../../stores/deck/deck-store.js'

/** Removes people who matched on another phone from the deck, and looks for new people when the person returns. */
export function useFollowingDeck(): void {
  const deck = deckOf(useClient())
  const { live } = useLive()
  useEffect(
    () => live?.on((event) => event.type === 'match.created' && deck.drop(event.data.user_id)),
    [deck, live],
  )
  useEffect(() => {
    const look = (): void => {
      const { exhausted, failure } = deck.snapshot()
      if (document.visibilityState === 'visible' && (exhausted || failure !== undefined)) void deck.load(true)
    }
    document.addEventListener('visibilitychange', look)
    window.addEventListener('online', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('online', look)
    }
  }, [deck])
}
