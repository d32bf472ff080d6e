import type { Candidate, ListCandidatesResponse } from '@kindred/client'

export type SwipeKind = 'LIKE' | 'SUPERLIKE' | 'PASS'

/** One card that has left the deck. */
export interface Swipe {
  readonly candidate: Candidate
  readonly kind: SwipeKind
  /** Words that go with a superlike. */
  readonly message?: string | undefined
  /** It cannot be taken back: it made a match, or is too old. */
  readonly final?: true
}

/** A deck whose cards leave at once; the server is told in the background. */
export interface DeckState {
  /** Best first. */
  readonly cards: readonly Candidate[]
  /** By id, for people beyond the person's own distance: the widened distance in kilometres. */
  readonly widenedKm: Readonly<Record<string, number>>
  /** People who are not shown even if a page still names them. */
  readonly gone: readonly string[]
  /** Swiped since the deck was opened, oldest first. */
  readonly swiped: readonly Swipe[]
  readonly loading: boolean
  /** Nobody was left when last asked. */
  readonly exhausted: boolean
  /** The error of the last load. */
  readonly failure: unknown
}

interface Answer {
  readonly page: Pick<ListCandidatesResponse, 'candidates' | 'widened_to_km'>
  readonly exhausted: boolean
}

export type DeckAction =
  | { readonly type: 'loading' }
  | ({ readonly type: 'loaded' | 'checked' } & Answer)
  | { readonly type: 'load-failed'; readonly error: unknown }
  | { readonly type: 'swiped'; readonly swipe: Swipe }
  | { readonly type: 'matched'; readonly userId: string }
  | { readonly type: 'returned'; readonly swipes: readonly Swipe[] }
  | { readonly type: 'undo-refused'; readonly swipe: Swipe; readonly forGood: boolean }
  | { readonly type: 'dropped' | 'nobody'; readonly userId: string }
  | { readonly type: 'cleared' }

export const emptyDeck: DeckState = {
  cards: [],
  widenedKm: {},
  gone: [],
  swiped: [],
  loading: false,
  exhausted: false,
  failure: undefined,
}

/** The swipe that an undo takes back, as the server sees it: the last one, unless it is final. */
export function undoableOf({ swiped }: DeckState): Swipe | undefined {
  const last = swiped.at(-1)
  return last?.final === true ? undefined : last
}

export function reduceDeck(state: DeckState, action: DeckAction): DeckState {
  switch (action.type) {
    case 'loading':
      return { ...state, loading: true, failure: undefined }
    case 'loaded':
      return { ...take(state, action), loading: false, exhausted: action.exhausted }
    case 'checked':
      return { ...compare(state, action), loading: false, exhausted: action.exhausted, failure: undefined }
    case 'load-failed':
      return { ...state, loading: false, failure: action.error }
    case 'swiped':
      return leave(state, action.swipe)
    case 'matched':
      return {
        ...state,
        swiped: state.swiped.map((swipe) => (isOf(swipe, action.userId) ? final(swipe) : swipe)),
      }
    case 'returned':
      return comeBack(state, action.swipes)
    case 'undo-refused': {
      const left = leave(state, action.swipe)
      return action.forGood ? { ...left, swiped: left.swiped.map(final) } : left
    }
    case 'dropped':
      return drop(state, action.userId)
    case 'nobody':
      return {
        ...drop(state, action.userId),
        swiped: state.swiped.filter((swipe) => !isOf(swipe, action.userId)),
      }
    case 'cleared':
      return { ...emptyDeck, swiped: state.swiped }
  }
}

function take(state: DeckState, { page }: Answer): DeckState {
  const fresh = unseen(state, page.candidates)
  const far = page.widened_to_km > 0 ? fresh.map((card) => [card.user_id, page.widened_to_km] as const) : []
  return {
    ...state,
    cards: [...state.cards, ...fresh],
    widenedKm: { ...state.widenedKm, ...Object.fromEntries(far) },
  }
}

/** Replaces all cards when the page names other people than the front ones; a full page says nothing of the cards behind it. */
function compare(state: DeckState, answer: Answer): DeckState {
  const anew = take({ ...state, cards: [], widenedKm: {} }, answer)
  const front = answer.exhausted ? state.cards : state.cards.slice(0, anew.cards.length)
  return labels(anew).join() === labels({ ...state, cards: front }).join() ? state : anew
}

const labels = ({ cards, widenedKm }: DeckState): string[] =>
  cards.map(({ user_id: id }) => `${id} ${widenedKm[id] ?? 0}`)

function leave(state: DeckState, swipe: Swipe): DeckState {
  const others = state.swiped.filter((each) => !isOf(each, idOf(swipe)))
  return {
    ...state,
    cards: state.cards.filter((card) => card.user_id !== idOf(swipe)),
    swiped: [...others, swipe],
  }
}

const drop = (state: DeckState, userId: string): DeckState => ({
  ...state,
  cards: state.cards.filter((card) => card.user_id !== userId),
  gone: [...state.gone, userId],
})

/** The first of the swipes lies on top again. */
function comeBack(state: DeckState, swipes: readonly Swipe[]): DeckState {
  const back = new Map(swipes.map((swipe) => [idOf(swipe), swipe.candidate]))
  return {
    ...state,
    cards: [...back.values(), ...state.cards.filter((card) => !back.has(card.user_id))],
    swiped: state.swiped.filter((swipe) => !back.has(idOf(swipe))),
  }
}

/** A page that was asked for before the last swipes were stored still names their people. */
function unseen(state: DeckState, candidates: readonly Candidate[]): Candidate[] {
  const known = new Set([
    ...state.cards.map((card) => card.user_id),
    ...state.swiped.map(idOf),
    ...state.gone,
  ])
  return candidates.filter((candidate) => !known.has(candidate.user_id))
}

const idOf = (swipe: Swipe): string => swipe.candidate.user_id
const isOf = (swipe: Swipe, userId: string): boolean => idOf(swipe) === userId
const final = (swipe: Swipe): Swipe => ({ ...swipe, final: true })
