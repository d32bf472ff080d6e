import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'

import { KindredError, type Match } from '@kindred/client'
import { pause } from '@kindred/kernel'
import type { Key } from '@kindred/locales'

import { useClient } from '../../ground/session/session.js'
import { useMyPreferences } from '../../ground/session/standing.js'
import type { DeckState } from '../../stores/deck/deck-state.js'
import { deckOf, type DeckStore } from '../../stores/deck/deck-store.js'
import { matchesOf } from '../../stores/matches/match-queue.js'

/** Whether the person has not said enough to be shown anybody. */
export const isNotReady = (failure: unknown): boolean =>
  failure instanceof KindredError && failure.code === 'VIEWER_NOT_READY'

/** A change of a profile or of filters reaches the matching a moment after it was saved. */
const waitsMs = [400, 900, 1_800]

interface OpenDeck {
  readonly deck: DeckStore
  readonly state: DeckState
  /** A change was saved and the new cards are not loaded yet. */
  readonly settling: boolean
}

interface DeckHandlers {
  onRefusal(error: unknown): void
  /** A like arrived that makes no match yet. */
  onLiked(): void
}

/** The deck, loaded and kept in step with the filters. */
export function useDeck({ onRefusal, onLiked }: DeckHandlers): OpenDeck {
  const client = useClient()
  const deck = deckOf(client)
  const state = useSyncExternalStore(deck.subscribe, deck.snapshot)
  const filters = JSON.stringify(useMyPreferences(true).data ?? null)
  const [settling, setSettling] = useState(false)
  const refuse = useEffectEvent(onRefusal)
  const liked = useEffectEvent(onLiked)

  useEffect(
    () =>
      deck.listen({
        onMatch: (match: Match) => matchesOf(client).add(match),
        onLiked: () => liked(),
        onRefusal: (error) => refuse(error),
      }),
    [deck, client],
  )
  useEffect(() => {
    let here = true
    const changed = noteFilters(deck, filters)
    // A reload after a change goes on without the screen, because the next screen finds the filters unchanged.
    const goesOn = (): boolean => (changed ? filtersOf.get(deck) === filters : here)
    void openDeck(deck, { changed, goesOn, onSettling: setSettling })
    return () => {
      here = false
    }
  }, [deck, filters])
  return { deck, state, settling }
}

const filtersOf = new WeakMap<DeckStore, string>()

/** Answers whether the deck was opened with other filters before. */
function noteFilters(deck: DeckStore, filters: string): boolean {
  const known = filtersOf.get(deck)
  filtersOf.set(deck, filters)
  return known !== undefined && known !== filters
}

interface Opening {
  readonly changed: boolean
  /** False once a newer load took over. */
  goesOn(): boolean
  onSettling(settling: boolean): void
}

/** Loads the deck, and again until the matching must have received the change. */
async function openDeck(deck: DeckStore, { changed, goesOn, onSettling }: Opening): Promise<void> {
  await (changed ? deck.refresh() : deck.load())
  for (const [turn, ms] of waitsMs.entries()) {
    const notReady = isNotReady(deck.snapshot().failure)
    if (!goesOn() || !(changed || notReady)) break
    onSettling(notReady || turn === 0) // A deck that is rightly empty is explained soon.
    await pause(ms)
    if (goesOn()) await deck.check()
  }
  if (goesOn()) onSettling(false)
}

/** The text for a refused swipe or undo. */
export function refusalText(error: unknown): Key {
  const code = error instanceof KindredError ? error.code : ''
  if (code === 'NETWORK_FAILED') return 'deck-refused-offline'
  if (code === 'NOTHING_TO_UNDO') return 'deck-refused-undo'
  if (code === 'SUPERLIKES_USED_UP') return 'deck-refused-superlikes'
  return code === 'RATE_LIMITED' ? 'deck-refused-often' : 'deck-refused'
}
