import { describe, expect, it, vi } from 'vitest'

import { type Candidate, KindredError, type LikeResponse, type Match } from '@kindred/client'

import { undoableOf } from './deck-state.js'
import { createDeckStore, type DeckApi } from './deck-store.js'

const person = (id: string): Candidate => ({
  user_id: id,
  name: id,
  age: 30,
  bio: '',
  city: '',
  city_names: [],
  photos: [],
  common_interests: [],
  advice: [],
  verified: false,
  compatibility_score: 50,
  reasons: [],
  message: '',
})
const people = (from: number, count: number): Candidate[] =>
  Array.from({ length: count }, (_, i) => person(`p${from + i}`))
const problem = (code: string, status: number) =>
  new KindredError({ type: 'about:blank', title: code, status, detail: code, code })

/** A server whose answers the test gives one by one. */
function openServer() {
  const calls: { text: string; settle(answer?: unknown): void; fail(error: unknown): void }[] = []
  const ask = <T>(text: string): Promise<T> =>
    new Promise((resolve, reject) =>
      calls.push({ text, settle: (answer) => resolve(answer as T), fail: (error) => reject(error) }),
    )
  const api: DeckApi = {
    listCandidates: () => ask('list'),
    like: ({ target_user_id: id, kind, message }) =>
      ask(`${kind} ${id}${message === undefined ? '' : ` ${message}`}`),
    pass: ({ target_user_id: id }) => ask(`PASS ${id}`),
    undo: () => ask('undo'),
  }
  const texts = () => calls.map((call) => call.text)
  const next = async (text: string) => {
    await vi.waitFor(() => expect(texts()).toContain(text))
    return calls.splice(texts().indexOf(text), 1)[0]!
  }
  return { api, texts, next }
}

async function openDeck(candidates: Candidate[]) {
  const server = openServer()
  const deck = createDeckStore(server.api)
  const matches: Match[] = []
  const refusals: unknown[] = []
  const onLiked = vi.fn()
  deck.listen({
    onMatch: (match) => matches.push(match),
    onLiked,
    onRefusal: (error) => refusals.push(error),
  })
  void deck.load()
  const list = await server.next('list')
  list.settle({ candidates })
  await vi.waitFor(() => expect(deck.snapshot().loading).toBe(false))
  const ids = () => deck.snapshot().cards.map((card) => card.user_id)
  return { ...server, deck, matches, refusals, onLiked, ids }
}

/** A check with this answer. */
async function check({ deck, next }: Awaited<ReturnType<typeof openDeck>>, answer: object): Promise<void> {
  const checking = deck.check()
  ;(await next('list')).settle(answer)
  await checking
}

const unmatched: LikeResponse = { matched: false }

describe('the deck', () => {
  it('the deck lets cards go at once and tells the server one after the other', async () => {
    const { deck, ids, next, texts, onLiked } = await openDeck(people(1, 10))
    deck.swipe('LIKE')
    deck.swipe('SUPERLIKE', 'hi')
    deck.swipe('PASS')
    expect(ids()[0]).toBe('p4')
    const first = await next('LIKE p1')
    expect(texts()).toEqual([])
    first.settle(unmatched)
    ;(await next('SUPERLIKE p2 hi')).settle(unmatched)
    ;(await next('PASS p3')).settle()
    await vi.waitFor(() => expect(onLiked).toHaveBeenCalledTimes(2))
  })

  it('the deck asks for more before it runs out and never shows a swiped person again', async () => {
    const { deck, ids, next } = await openDeck(people(1, 20))
    for (let i = 0; i < 14; i++) deck.swipe('PASS')
    expect(deck.snapshot().loading).toBe(false)
    deck.swipe('PASS')
    const list = await next('list')
    deck.swipe('PASS')
    list.settle({ candidates: people(14, 20) })
    await vi.waitFor(() => expect(deck.snapshot().loading).toBe(false))
    expect(ids()).toEqual(people(17, 17).map((card) => card.user_id))
  })

  it('the deck knows which cards come from farther away than was asked for', async () => {
    const { deck, next } = await openDeck(people(1, 1))
    void deck.load(true)
    ;(await next('list')).settle({ candidates: people(1, 3), widened_to_km: 100 })
    await vi.waitFor(() => expect(deck.snapshot().loading).toBe(false))
    expect(deck.snapshot().widenedKm).toEqual({ p2: 100, p3: 100 })
  })

  it('the deck keeps somebody out who left it while a page was under way, until it begins anew', async () => {
    const { deck, ids, next } = await openDeck(people(1, 1))
    void deck.load(true)
    const list = await next('list')
    deck.drop('p1')
    deck.drop('p2')
    list.settle({ candidates: people(1, 3), widened_to_km: 0 })
    await vi.waitFor(() => expect(ids()).toEqual(['p3']))
    void deck.refresh()
    ;(await next('list')).settle({ candidates: people(1, 3), widened_to_km: 0 })
    await vi.waitFor(() => expect(ids()).toEqual(['p1', 'p2', 'p3']))
  })

  it('the deck knows when nobody is left, and asks again when told', async () => {
    const { deck, ids, next, texts } = await openDeck(people(1, 2))
    expect(deck.snapshot().exhausted).toBe(true)
    await deck.load()
    expect(texts()).toEqual([])
    void deck.load(true)
    ;(await next('list')).settle({ candidates: people(1, 3) })
    await vi.waitFor(() => expect(ids()).toEqual(['p1', 'p2', 'p3']))
  })

  it('the deck asks once more behind the last card, for somebody may have come meanwhile', async () => {
    const { deck, ids, next } = await openDeck(people(1, 1))
    deck.swipe('LIKE')
    ;(await next('LIKE p1')).settle(unmatched)
    ;(await next('list')).settle({ candidates: people(1, 2) })
    await vi.waitFor(() => expect(ids()).toEqual(['p2']))
  })

  it('the deck tells of a match, which cannot be undone', async () => {
    const { deck, matches, onLiked, next } = await openDeck(people(1, 10))
    deck.swipe('LIKE')
    const match = { match_id: 'm', user_id: 'p1', name: 'p1', age: 30, created_at: '' }
    ;(await next('LIKE p1')).settle({ matched: true, match })
    await vi.waitFor(() => expect(matches).toEqual([match]))
    expect(onLiked).not.toHaveBeenCalled()
    expect(undoableOf(deck.snapshot())).toBeUndefined()
  })

  it('the deck shows a problem of loading', async () => {
    const { deck, next } = await openDeck([])
    void deck.load(true)
    ;(await next('list')).fail(problem('NETWORK_FAILED', 0))
    await vi.waitFor(() => expect(deck.snapshot().failure).toMatchObject({ code: 'NETWORK_FAILED' }))
  })

  it('the deck forgets its cards when the filters change, but not whom it has swiped', async () => {
    const { deck, ids, next } = await openDeck(people(1, 10))
    deck.swipe('PASS')
    void deck.refresh()
    expect(ids()).toEqual([])
    ;(await next('list')).settle({ candidates: people(1, 12) })
    await vi.waitFor(() => expect(ids()[0]).toBe('p2'))
  })
})

describe('a check', () => {
  it('a check of the deck leaves the cards as they are when they are the same people, those of a second page too', async () => {
    const opened = await openDeck(people(1, 20))
    const { deck, ids, next } = opened
    for (let i = 0; i < 15; i++) deck.swipe('PASS')
    ;(await next('list')).settle({ candidates: people(21, 20) })
    await vi.waitFor(() => expect(ids()).toEqual(people(16, 25).map((card) => card.user_id)))
    const { cards } = deck.snapshot()
    await check(opened, { candidates: people(16, 20) })
    expect(deck.snapshot().cards).toBe(cards)
  })

  it.each([
    ['other people', people(4, 2), ['p4', 'p5']],
    ['another order', people(1, 3).reverse(), ['p3', 'p2', 'p1']],
    ['fewer people', people(1, 2), ['p1', 'p2']],
    ['more people', people(1, 4), ['p1', 'p2', 'p3', 'p4']],
    ['nobody', [], []],
  ])(
    'a check of the deck puts %s in the place of the cards, which stay until then',
    async (_, candidates, found) => {
      const { deck, ids, next } = await openDeck(people(1, 3))
      const checking = deck.check()
      const list = await next('list')
      expect(ids()).toEqual(['p1', 'p2', 'p3'])
      expect(deck.snapshot().loading).toBe(false)
      list.settle({ candidates })
      await checking
      expect(ids()).toEqual(found)
      expect(deck.snapshot().exhausted).toBe(true)
    },
  )

  it('a check of the deck keeps out who was swiped or left', async () => {
    const opened = await openDeck(people(1, 4))
    opened.deck.swipe('PASS')
    opened.deck.drop('p3')
    const { cards } = opened.deck.snapshot()
    await check(opened, { candidates: people(1, 4) })
    expect(opened.deck.snapshot().cards).toBe(cards)
    await check(opened, { candidates: people(1, 5) })
    expect(opened.ids()).toEqual(['p2', 'p4', 'p5'])
  })

  it('a check of the deck notices that the same people come from farther away than is asked for now', async () => {
    const opened = await openDeck(people(1, 2))
    await check(opened, { candidates: people(1, 2), widened_to_km: 25 })
    expect(opened.deck.snapshot().widenedKm).toEqual({ p1: 25, p2: 25 })
    await check(opened, { candidates: people(1, 2), widened_to_km: 0 })
    expect(opened.deck.snapshot().widenedKm).toEqual({})
  })

  it('a check of the deck that fails changes nothing', async () => {
    const { deck, next } = await openDeck(people(1, 3))
    const before = deck.snapshot()
    const checking = deck.check()
    ;(await next('list')).fail(problem('NETWORK_FAILED', 0))
    await checking
    expect(deck.snapshot()).toBe(before)
  })

  it('a check of the deck heals a load that had failed', async () => {
    const opened = await openDeck([])
    void opened.deck.load(true)
    ;(await opened.next('list')).fail(problem('VIEWER_NOT_READY', 409))
    await vi.waitFor(() => expect(opened.deck.snapshot().failure).toMatchObject({ code: 'VIEWER_NOT_READY' }))
    await check(opened, { candidates: people(1, 1) })
    expect(opened.ids()).toEqual(['p1'])
    expect(opened.deck.snapshot().failure).toBeUndefined()
  })

  it('a check of the deck from before the deck began anew is not taken', async () => {
    const { deck, ids, next } = await openDeck(people(1, 3))
    const checking = deck.check()
    const old = await next('list')
    void deck.refresh()
    const fresh = await next('list')
    old.settle({ candidates: people(1, 3) })
    await checking
    expect(ids()).toEqual([])
    fresh.settle({ candidates: people(4, 1) })
    await vi.waitFor(() => expect(ids()).toEqual(['p4']))
  })

  it('a check of the deck overtakes a load, and fails in its place', async () => {
    const { deck, ids, next } = await openDeck([])
    const loading = deck.load(true)
    const old = await next('list')
    const checking = deck.check()
    ;(await next('list')).fail(problem('NETWORK_FAILED', 0))
    await checking
    old.settle({ candidates: people(1, 3) })
    await loading
    expect(ids()).toEqual([])
    expect(deck.snapshot()).toMatchObject({ loading: false, failure: { code: 'NETWORK_FAILED' } })
  })
})

describe('a swipe that does not go through', () => {
  it('a swipe that does not go through comes back on top with all that came after it', async () => {
    const { deck, ids, next, refusals } = await openDeck(people(1, 10))
    deck.swipe('LIKE')
    deck.swipe('PASS')
    ;(await next('LIKE p1')).fail(problem('NETWORK_FAILED', 0))
    await vi.waitFor(() => expect(refusals).toHaveLength(1))
    expect(ids().slice(0, 3)).toEqual(['p1', 'p2', 'p3'])
    expect(undoableOf(deck.snapshot())).toBeUndefined()
  })

  it('a swipe that does not go through is forgotten when the person has left', async () => {
    const { deck, ids, next, refusals } = await openDeck(people(1, 10))
    deck.swipe('LIKE')
    deck.swipe('PASS')
    ;(await next('LIKE p1')).fail(problem('TARGET_NOT_FOUND', 404))
    ;(await next('PASS p2')).settle()
    expect(refusals).toEqual([])
    expect(ids()[0]).toBe('p3')
  })

  it('a swipe that met nobody is not what an undo takes back', async () => {
    const { deck, ids, next } = await openDeck(people(1, 10))
    deck.swipe('PASS')
    deck.swipe('LIKE')
    ;(await next('PASS p1')).settle()
    ;(await next('LIKE p2')).fail(problem('TARGET_NOT_FOUND', 404))
    await vi.waitFor(() => expect(undoableOf(deck.snapshot())?.candidate.user_id).toBe('p1'))
    deck.undo()
    ;(await next('undo')).settle()
    expect(ids().slice(0, 2)).toEqual(['p1', 'p3'])
  })

  it('a swipe that met nobody and was undone meanwhile takes its undo with it', async () => {
    const { deck, ids, next, texts } = await openDeck(people(1, 10))
    deck.swipe('PASS')
    deck.swipe('LIKE')
    ;(await next('PASS p1')).settle()
    const like = await next('LIKE p2')
    deck.undo()
    expect(ids()[0]).toBe('p2')
    like.fail(problem('TARGET_NOT_FOUND', 404))
    await vi.waitFor(() => expect(ids()[0]).toBe('p3'))
    expect(texts()).toEqual([])
  })

  it('a swipe that does not go through comes back once when it was undone and swiped again meanwhile', async () => {
    const { deck, ids, next, refusals } = await openDeck(people(1, 10))
    deck.swipe('LIKE')
    deck.undo()
    deck.swipe('PASS')
    ;(await next('LIKE p1')).fail(problem('NETWORK_FAILED', 0))
    await vi.waitFor(() => expect(refusals).toHaveLength(1))
    expect(ids()).toEqual(people(1, 10).map((card) => card.user_id))
  })
})

describe('an undo', () => {
  it('an undo brings the last card back at once, and the one before it after that', async () => {
    const { deck, ids, next } = await openDeck(people(1, 10))
    deck.swipe('LIKE')
    ;(await next('LIKE p1')).settle(unmatched)
    deck.swipe('PASS')
    ;(await next('PASS p2')).settle()
    deck.undo()
    deck.undo()
    expect(ids().slice(0, 2)).toEqual(['p1', 'p2'])
    ;(await next('undo')).settle({ target_user_id: 'p2' })
    ;(await next('undo')).settle({ target_user_id: 'p1' })
  })

  it('an undo of a swipe that was not sent yet never reaches the server', async () => {
    const { deck, next, texts } = await openDeck(people(1, 10))
    deck.swipe('LIKE')
    deck.swipe('PASS')
    deck.undo()
    ;(await next('LIKE p1')).settle(unmatched)
    await vi.waitFor(() => expect(texts()).toEqual([]))
    deck.swipe('LIKE')
    await next('LIKE p2')
  })

  it('an undo that is refused takes the card away again, for good', async () => {
    const { deck, ids, next, refusals } = await openDeck(people(1, 10))
    deck.swipe('LIKE')
    ;(await next('LIKE p1')).settle(unmatched)
    deck.undo()
    deck.swipe('PASS')
    ;(await next('undo')).fail(problem('NOTHING_TO_UNDO', 409))
    await vi.waitFor(() => expect(refusals).toHaveLength(1))
    expect(ids()[0]).toBe('p2')
    expect(undoableOf(deck.snapshot())).toBeUndefined()
  })
})
