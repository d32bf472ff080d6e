import { type Candidate, KindredError, type KindredClient, type Match } from '@kindred/client'

import { createStore } from '../../live/store.js'
import { type DeckState, emptyDeck, reduceDeck, type Swipe, undoableOf } from './deck-state.js'
import { type SwipeKind } from './gesture.js'

/** The calls that a deck makes. */
export type DeckApi = Pick<KindredClient['discovery'], 'listCandidates' | 'like' | 'pass' | 'undo'>

/** What a deck tells its screen beside its state. */
export interface DeckListener {
  onMatch(match: Match): void
  /** A swipe or an undo did not go through; the cards are back as they were. */
  onRefusal(error: unknown): void
}

/** The deck and what is under way to the server. Swipes are told one after the other, so that an undo meets the right one. */
export interface DeckStore {
  snapshot(): DeckState
  subscribe(listener: () => void): () => void
  /** Told of matches and refusals until the answer is called. */
  listen(listener: DeckListener): () => void
  /** Loads more when few cards are left; `again` asks even after the end. */
  load(again?: boolean): Promise<void>
  /** Swipes the top card; undefined when there is none. */
  swipe(kind: SwipeKind, message?: string): Candidate | undefined
  undo(): void
  /** Takes somebody out who was answered elsewhere. */
  drop(userId: string): void
  /** Forgets the cards that are not swiped yet: the filters have changed. */
  refresh(): Promise<void>
}

interface Task {
  readonly type: 'swipe' | 'undo'
  readonly swipe: Swipe
}

const pageSize = 20
const fewCards = 6
/** Nothing to tell anybody: the person left, or the two match already. */
const settled = new Set(['TARGET_NOT_FOUND', 'ALREADY_MATCHED'])

export function createDeckStore(api: DeckApi): DeckStore {
  const store = createStore(reduceDeck, emptyDeck)
  const listeners = new Set<DeckListener>()
  const tasks: Task[] = []
  let busy = false
  let loadNumber = 0

  const load = async (again = false): Promise<void> => {
    const { loading, exhausted, cards } = store.snapshot()
    if (loading || cards.length >= fewCards || (exhausted && !again)) return
    const mine = ++loadNumber
    store.dispatch({ type: 'loading' })
    try {
      const { candidates } = await api.listCandidates({ page_size: pageSize })
      if (mine === loadNumber) store.dispatch({ type: 'loaded', candidates, exhausted: candidates.length < pageSize })
    } catch (error) {
      if (mine === loadNumber) store.dispatch({ type: 'load-failed', error })
    }
  }

  const drain = async (): Promise<void> => {
    if (busy) return
    busy = true
    for (let task = tasks[0]; task !== undefined; task = tasks[0]) {
      const failure = await (task.type === 'swipe' ? tell(task.swipe) : takeBack())
      if (failure === undefined) tasks.shift()
      else giveBack(failure.error)
    }
    busy = false
    void load()
  }

  const tell = async ({ candidate, kind, message }: Swipe): Promise<{ error: unknown } | undefined> => {
    const target = { target_user_id: candidate.user_id }
    try {
      if (kind === 'PASS') await api.pass(target)
      else reportMatch(await api.like({ ...target, kind, ...(message ? { message } : {}) }))
      return undefined
    } catch (error) {
      return error instanceof KindredError && settled.has(error.code) ? undefined : { error }
    }
  }

  const reportMatch = ({ match }: { match?: Match }): void => {
    if (match === undefined) return
    store.dispatch({ type: 'matched', userId: match.user_id })
    for (const listener of listeners) listener.onMatch(match)
  }

  const takeBack = async (): Promise<{ error: unknown } | undefined> => {
    try {
      await api.undo()
      return undefined
    } catch (error) {
      return { error }
    }
  }

  /** The first of the waiting tasks failed: everything that waits is as if it had not been done. */
  const giveBack = (error: unknown): void => {
    const waiting = tasks.splice(0)
    const swipes = waiting.flatMap((task) => (task.type === 'swipe' ? [task.swipe] : []))
    store.dispatch({ type: 'returned', swipes })
    const [failed] = waiting
    if (failed?.type === 'undo') {
      const forGood = error instanceof KindredError && error.code === 'NOTHING_TO_UNDO'
      store.dispatch({ type: 'undo-refused', swipe: failed.swipe, forGood })
    }
    for (const listener of listeners) listener.onRefusal(error)
  }

  return {
    snapshot: store.snapshot,
    subscribe: store.subscribe,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load,
    swipe(kind, message) {
      const candidate = store.snapshot().cards[0]
      if (candidate === undefined) return undefined
      const swipe = { candidate, kind, message }
      store.dispatch({ type: 'swiped', swipe })
      tasks.push({ type: 'swipe', swipe })
      void drain()
      void load()
      return candidate
    },
    undo() {
      const swipe = undoableOf(store.snapshot())
      if (swipe === undefined) return
      store.dispatch({ type: 'returned', swipes: [swipe] })
      const unsent = tasks.findIndex((task, place) => place > 0 && task.swipe === swipe)
      if (unsent > 0) tasks.splice(unsent, 1)
      else tasks.push({ type: 'undo', swipe })
      void drain()
    },
    drop: (userId) => store.dispatch({ type: 'dropped', userId }),
    refresh() {
      loadNumber++
      store.dispatch({ type: 'cleared' })
      return load(true)
    },
  }
}
