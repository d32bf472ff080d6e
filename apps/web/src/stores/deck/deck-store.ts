import { type Candidate, type KindredClient, KindredError, type Match } from '@kindred/client'

import { createStore, perOwner, type Store } from '../../ground/state/store.js'
import {
  type DeckAction,
  type DeckState,
  emptyDeck,
  reduceDeck,
  type SwipeKind,
  undoableOf,
} from './deck-state.js'
import { createSwipeQueue, type SwipeApi } from './swipe-queue.js'

export type DeckApi = SwipeApi & Pick<KindredClient['discovery'], 'listCandidates'>

interface DeckListener {
  onMatch(match: Match): void
  /** A like arrived that makes no match yet. */
  onLiked(): void
  /** A swipe or an undo did not go through; the cards are back as they were. */
  onRefusal(error: unknown): void
}

/** A deck whose cards leave at once; the server is told in the background. */
export interface DeckStore {
  snapshot(): DeckState
  subscribe(listener: () => void): () => void
  /** Subscribes to matches and refusals; the returned function unsubscribes. */
  listen(listener: DeckListener): () => void
  /** Loads more when few cards are left; `again` asks even after the end. */
  load(again?: boolean): Promise<void>
  /** Swipes the top card; undefined when there is none. */
  swipe(kind: SwipeKind, message?: string): Candidate | undefined
  undo(): void
  /** Takes somebody out who was answered elsewhere or blocked. */
  drop(userId: string): void
  /** Forgets the cards that are not swiped yet: the filters have changed. */
  refresh(): Promise<void>
  /** Reloads the first page in the background; the cards stay unless it names other people. */
  check(): Promise<void>
}

const pageSize = 20
const fewCards = 6

export function createDeckStore(api: DeckApi): DeckStore {
  const { snapshot, subscribe, dispatch } = createStore(reduceDeck, emptyDeck)
  const listeners = new Set<DeckListener>()
  const { load, loadAnew, check } = createLoader(api, { snapshot, dispatch })
  const queue = createSwipeQueue(api, {
    onMatch(match) {
      dispatch({ type: 'matched', userId: match.user_id })
      for (const listener of listeners) listener.onMatch(match)
    },
    onLiked() {
      for (const listener of listeners) listener.onLiked()
    },
    onNobody: ({ candidate }) => dispatch({ type: 'nobody', userId: candidate.user_id }),
    onFailure({ error, swipes, undo }) {
      const forGood = error instanceof KindredError && error.code === 'NOTHING_TO_UNDO'
      dispatch({ type: 'returned', swipes })
      if (undo !== undefined) dispatch({ type: 'undo-refused', swipe: undo, forGood })
      for (const listener of listeners) listener.onRefusal(error)
    },
    onIdle: () => void load(snapshot().cards.length === 0), // Behind the last card: somebody may have come meanwhile.
  })

  return {
    snapshot,
    subscribe,
    load,
    check,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    swipe(kind, message) {
      const candidate = snapshot().cards[0]
      if (candidate === undefined) return undefined
      const swipe = { candidate, kind, message }
      dispatch({ type: 'swiped', swipe })
      queue.swipe(swipe)
      void load()
      return candidate
    },
    undo() {
      const swipe = undoableOf(snapshot())
      if (swipe === undefined) return
      dispatch({ type: 'returned', swipes: [swipe] })
      queue.undo(swipe)
    },
    drop(userId) {
      dispatch({ type: 'dropped', userId })
      void load()
    },
    refresh: loadAnew,
  }
}

/** Loads one page at a time; an answer is dropped once a newer request is under way. */
function createLoader(
  api: Pick<DeckApi, 'listCandidates'>,
  { snapshot, dispatch }: Pick<Store<DeckState, DeckAction>, 'snapshot' | 'dispatch'>,
) {
  let loadNumber = 0
  const ask = async (type: 'loaded' | 'checked'): Promise<void> => {
    const mine = ++loadNumber
    try {
      const page = await api.listCandidates({ page_size: pageSize })
      if (mine === loadNumber) dispatch({ type, page, exhausted: page.candidates.length < pageSize })
    } catch (error) {
      const { loading, failure } = snapshot()
      // A failed check is ignored unless it replaces a load that is still running or has failed.
      if (mine === loadNumber && (loading || failure !== undefined)) dispatch({ type: 'load-failed', error })
    }
  }
  const load = async (again = false): Promise<void> => {
    const { loading, exhausted, cards } = snapshot()
    if (loading || cards.length >= fewCards || (exhausted && !again)) return
    dispatch({ type: 'loading' })
    await ask('loaded')
  }
  const loadAnew = (): Promise<void> => {
    dispatch({ type: 'cleared' })
    return load(true)
  }
  return { load, loadAnew, check: () => ask('checked') }
}

/** The deck of one client; it outlives its screen. */
export const deckOf = perOwner((client: KindredClient) => createDeckStore(client.discovery))
