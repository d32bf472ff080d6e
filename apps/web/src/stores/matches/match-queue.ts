import type { KindredClient, Match } from '@kindred/client'

import { createStore, perOwner } from '../../ground/state/store.js'

interface MatchQueue {
  snapshot(): readonly Match[]
  subscribe(listener: () => void): () => void
  /** A match out of the answer to a like. */
  add(match: Match): void
  /** A match from the live connection, which tells only its id. */
  hear(matchId: string): void
  /** Whether a match is or was in the queue. */
  knows(matchId: string): boolean
  /** Removes the first match: it was celebrated. */
  dismiss(): void
  /** Removes a match that has ended, wherever it stands. */
  drop(matchId: string): void
}

interface QueueState {
  readonly waiting: readonly Match[]
  readonly known: ReadonlySet<string>
}

type QueueAction =
  | { readonly type: 'added'; readonly match: Match }
  | { readonly type: 'dropped'; readonly matchId: string | undefined }

function reduceQueue(state: QueueState, action: QueueAction): QueueState {
  if (action.type === 'dropped')
    return { ...state, waiting: state.waiting.filter((match) => match.match_id !== action.matchId) }
  if (state.known.has(action.match.match_id)) return state
  return {
    waiting: [...state.waiting, action.match],
    known: new Set([...state.known, action.match.match_id]),
  }
}

/** The liking person hears of a match twice, by the answer and by the event: it is celebrated once. */
export function createMatchQueue(api: Pick<KindredClient['discovery'], 'listMatches'>): MatchQueue {
  const store = createStore(reduceQueue, { waiting: [], known: new Set<string>() })
  const add = (match: Match): void => store.dispatch({ type: 'added', match })
  const drop = (matchId: string | undefined): void => store.dispatch({ type: 'dropped', matchId })
  const knows = (matchId: string): boolean => store.snapshot().known.has(matchId)
  return {
    snapshot: () => store.snapshot().waiting,
    subscribe: store.subscribe,
    add,
    knows,
    hear(matchId) {
      if (knows(matchId)) return
      const find = async (): Promise<void> => {
        const { matches } = await api.listMatches({ page_size: 20 })
        matches.filter((match) => match.match_id === matchId).forEach(add)
      }
      void find().catch(() => {})
    },
    dismiss: () => drop(store.snapshot().waiting[0]?.match_id),
    drop,
  }
}

/** The matches of one client. */
export const matchesOf = perOwner((client: KindredClient) => createMatchQueue(client.discovery))
