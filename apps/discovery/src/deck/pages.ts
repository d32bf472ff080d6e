import { createHash } from 'node:crypto'

import { newId } from '@kindred/kernel'

import { deckIsGone } from '../domain/errors.js'
import type { Search } from '../domain/search.js'
import { deckKeptMs } from '../domain/visibility.js'
import { widerKm } from '../domain/widen.js'
import { type CardRow, listCards } from '../store/card.js'
import { findDeck, saveDeck } from '../store/deck.js'
import type { DeckTable } from '../store/schema.js'
import { findCandidates, judgeCandidates, type Sources } from './candidates.js'

/** A request for one page of a viewer's deck. */
interface PageRequest {
  readonly search: Search
  /** Whether to search farther when nobody is found within the viewer's distance. */
  readonly mayWiden: boolean
  readonly size: number
  /** Where the page before ended. */
  readonly after: { readonly deckId: string; readonly offset: number } | undefined
  readonly now: Date
}

/** A page of a deck. */
interface DeckPage {
  readonly cards: CardRow[]
  /** The search that was answered: wider than the one asked when nobody was found closer. */
  readonly search: Search
  readonly widenedToKm: number
  /** Where the page ended; undefined when nobody is left. */
  readonly next: { readonly deckId: string; readonly offset: number } | undefined
}

/** People that are added to a deck at a time. */
const deckSize = 100

/**
 * A page of the viewer's deck. The deck is kept in the database, so that its order is the same on every instance and after a restart;
 * everybody in it is judged again when served.
 */
export async function servePage(sources: Sources, request: PageRequest): Promise<DeckPage> {
  const kept = await findKept(sources, request)
  // A later page needs the kept deck: a new deck would repeat people of the earlier pages.
  if (kept === undefined && request.after !== undefined) throw deckIsGone()
  const deck = kept ?? (await makeDeck(sources, request))
  const page = await fillPage(sources, request, deck)
  // The viewer may have swiped everybody in the kept deck: then the first page comes from a new one.
  if (kept !== undefined && request.after === undefined && page.cards.length < request.size)
    return fillPage(sources, request, await makeDeck(sources, request))
  return page
}

async function findKept({ db }: Sources, request: PageRequest): Promise<DeckTable | undefined> {
  const deck = await findDeck(db, request.search.viewer.slot)
  if (deck?.question !== questionOf(request)) return undefined
  if (request.now.getTime() - deck.made_at.getTime() > deckKeptMs) return undefined
  if (request.after !== undefined) return deck.id === request.after.deckId ? deck : undefined
  // A short deck is cheap to search again, and the new one includes people who have joined since.
  return deck.slots.length < deckSize ? undefined : deck
}

async function makeDeck(sources: Sources, request: PageRequest): Promise<DeckTable> {
  const { mayWiden, now } = request
  let search = request.search
  let found = await findCandidates(sources, search, deckSize)
  for (let km = widerKm(search.maxKm); mayWiden && found.length === 0 && km !== undefined; km = widerKm(km)) {
    search = { ...search, maxKm: km }
    found = await findCandidates(sources, search, deckSize)
  }
  const deck = {
    slot: search.viewer.slot,
    id: newId(now.getTime()),
    question: questionOf(request),
    made_at: now,
    widened_to_km: found.length > 0 && search.maxKm > request.search.maxKm ? search.maxKm : 0,
    slots: found.map(({ slot }) => slot),
  }
  await saveDeck(sources.db, deck)
  return deck
}

async function fillPage(sources: Sources, request: PageRequest, deck: DeckTable): Promise<DeckPage> {
  const { size, after } = request
  const search = deck.widened_to_km > 0 ? { ...request.search, maxKm: deck.widened_to_km } : request.search
  const cards: CardRow[] = []
  let whole = deck
  let offset = after?.offset ?? 0
  while (cards.length < size) {
    if (offset >= whole.slots.length) {
      const longer = await extend(sources, search, whole)
      if (longer === undefined) return { cards, search, widenedToKm: deck.widened_to_km, next: undefined }
      whole = longer
    }
    const slots = whole.slots.slice(offset, offset + size - cards.length)
    offset += slots.length
    const fit = await judgeCandidates(sources, search, slots)
    const fitting = fit.map(({ slot }) => slot)
    cards.push(...(await listCards(sources.db, search.viewer.slot, fitting)))
  }
  const isLast = offset >= whole.slots.length && whole.slots.length % deckSize !== 0
  return {
    cards,
    search,
    widenedToKm: deck.widened_to_km,
    next: isLast ? undefined : { deckId: deck.id, offset },
  }
}

/** The deck extended by the next best people; undefined when there are none. Nobody appears twice. */
async function extend(sources: Sources, search: Search, deck: DeckTable): Promise<DeckTable | undefined> {
  if (deck.slots.length === 0 || deck.slots.length % deckSize !== 0) return undefined
  const inDeck = new Set(deck.slots)
  const found = await findCandidates(sources, search, deck.slots.length + deckSize)
  const slots = found.map(({ slot }) => slot).filter((slot) => !inDeck.has(slot))
  if (slots.length === 0) return undefined
  const longer = { ...deck, slots: [...deck.slots, ...slots.slice(0, deckSize)] }
  await saveDeck(sources.db, longer)
  return longer
}

/** Identifies the question: a different question gets a new deck. The moment and the viewer's own rank are not part of it. */
function questionOf({ search, mayWiden }: PageRequest): string {
  const { viewer, nowHour, ...wishes } = search
  const { rank, activeHour, ...person } = viewer
  return createHash('sha256')
    .update(JSON.stringify([person, wishes, mayWiden]))
    .digest('base64url')
}
