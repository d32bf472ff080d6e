import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'

import { type KindredClient, KindredError, type Match } from '@kindred/client'
import { type Key } from '@kindred/locales'

import { useClient } from '../../app/session.js'
import { useMyPreferences } from '../../app/standing.js'
import { perOwner } from '../../live/store.js'
import { matchesOf } from '../match/match-queue.js'
import { type DeckState } from './deck-state.js'
import { createDeckStore, type DeckStore } from './deck-store.js'

/** The deck of one client; it outlives its screen. */
export const deckOf = perOwner((client: KindredClient) => createDeckStore(client.discovery))
const filtersOf = new WeakMap<DeckStore, string>()

/** Whether the person has not said enough to be shown anybody. */
export const isNotReady = (failure: unknown): boolean =>
  failure instanceof KindredError && failure.code === 'VIEWER_NOT_READY'

/** A change of a profile or of filters reaches the matching a moment after it was saved. */
const waitsMs = [400, 900, 1_800]

interface OpenDeck {
  readonly deck: DeckStore
  readonly state: DeckState
  /** Something changed and the cards are not known yet. */
  readonly settling: boolean
}

/** The deck, loaded and kept in step with the filters. */
export function useDeck(onRefusal: (error: unknown) => void): OpenDeck {
  const client = useClient()
  const deck = deckOf(client)
  const state = useSyncExternalStore(deck.subscribe, deck.snapshot)
  const filters = JSON.stringify(useMyPreferences(true).data ?? null)
  const [settling, setSettling] = useState(false)
  const refuse = useEffectEvent(onRefusal)

  useEffect(
    () => deck.listen({ onMatch: (match: Match) => matchesOf(client).add(match), onRefusal: (error) => refuse(error) }),
    [deck, client],
  )
  useEffect(() => {
    let current = true
    const known = filtersOf.get(deck)
    const changed = known !== undefined && known !== filters
    filtersOf.set(deck, filters)
    const open = async (): Promise<void> => {
      await (changed ? deck.refresh() : deck.load())
      for (const ms of waitsMs) {
        const { failure, cards } = deck.snapshot()
        if (!isNotReady(failure) && (!changed || cards.length > 0)) return
        if (!current) return
        setSettling(true)
        await new Promise((resolve) => setTimeout(resolve, ms))
        await (changed ? deck.refresh() : deck.load(true))
      }
    }
    void open().finally(() => setSettling(false))
    return () => {
      current = false
    }
  }, [deck, filters])
  return { deck, state, settling }
}

/** What to say when a swipe or an undo did not go through. */
export function refusalText(error: unknown): Key {
  const code = error instanceof KindredError ? error.code : ''
  if (code === 'NETWORK_FAILED') return 'deck-refused-offline'
  if (code === 'NOTHING_TO_UNDO') return 'deck-refused-undo'
  if (code === 'SUPERLIKES_USED_UP') return 'deck-refused-superlikes'
  return code === 'RATE_LIMITED' ? 'deck-refused-often' : 'deck-refused'
}
