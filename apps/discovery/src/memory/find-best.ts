import { kilometresOf } from '../domain/place.js'
import { countedInterests, unitsPerHour, weightUnits } from '../domain/score.js'
import type { Found } from '../domain/search.js'
import { distanceTerm } from '../domain/terms.js'
import { gendersOf } from '../domain/traits.js'
import { bitCount } from '../domain/words.js'
import { Best } from './best.js'
import { type Branch, Frontier } from './frontier.js'
import type { HeldPeople } from './held-people.js'
import { kindCount, type Kinds, kindsOf, nearKm } from './kinds.js'
import { pageBits, pageMask, rankAt, rowLength, slotAt } from './row-layout.js'
import type { Sieve } from './sieve.js'
import { zonesWithin } from './zones-within.js'

/** How many people of a list are read before another list may be more promising. */
const stride = 16

/** What a search reads: the held people who are not hidden, through a sieve. */
export interface View {
  readonly held: HeldPeople
  readonly sieve: Sieve
  readonly likers: Iterable<number>
  /** Turns the most that the terms can add into a bound. Only the identity keeps the search exact; tests pass other functions. */
  readonly bound: (units: number) => number
}

/**
 * The exact best people. Those who like the viewer are scored first. Nobody else scores above the rank plus a bound of the place, so people
 * are read in the order of that potential until it falls below the worst of the best (Fagin, Lotem, Naor: the threshold algorithm).
 */
export function findBest(view: View, limit: number): Found[] {
  const best = new Best(limit)
  judgeLikers(view, best)
  const way: Way = {
    frontier: new Frontier(),
    kinds: kindsOf(gendersOf(view.sieve.search.accepted)),
    most: maxBesideDistance(view),
  }
  enterWorld(view, way)
  for (let branch = way.frontier.top; branch && branch.potential >= best.bar; branch = way.frontier.top) {
    if (branch.kind === 'zone') {
      way.frontier.dropTop()
      enterZone(view, way, branch)
    } else if (branch.kind === 'far list' ? approach(view, way, branch) : readOn(view, branch, best))
      way.frontier.lowerTop()
    else way.frontier.dropTop()
  }
  return best.inOrder()
}

function judgeLikers({ held, sieve, likers }: View, best: Best): void {
  for (const slot of likers) {
    const row = held.rows.rowOf(slot)
    if (row === 0 || held.hidden.has(slot)) continue
    const page = held.rows.pages[row >>> pageBits]!
    const at = (row & pageMask) * rowLength
    if (sieve.passes(page, at))
      best.offer(slot, sieve.score(page, at) + weightUnits.liked_you, sieve.kilometres(page, at))
    held.hidden.add(slot)
  }
}

/** The most that interests and activity can add to a rank. */
function maxBesideDistance({ held, sieve }: View): number {
  const { viewer, interestUnits, extraActivityPercent } = sieve.search
  const mine = viewer.interests.reduce((sum, word) => sum + bitCount(word), 0)
  const interests = Math.max(0, interestUnits) * Math.min(countedInterests, mine)
  return interests + (extraActivityPercent > 0 ? sieve.extraActivity(held.rows.latestHour) : 0)
}

interface Way {
  readonly frontier: Frontier
  readonly kinds: Kinds
  readonly most: number
}

const boundOf = ({ sieve, bound }: View, { most }: Way, nearest: number): number =>
  bound(most + distanceTerm(sieve.search, nearest)) - sieve.since * unitsPerHour

/** Beyond `nearKm`, only people who look far can want the viewer. */
const kindsAt = ({ kinds }: Way, nearest: number): readonly number[] =>
  nearest < nearKm ? kinds.all : kinds.far

function enterWorld(view: View, way: Way): void {
  const { held, sieve } = view
  const { viewer, maxKm } = sieve.search
  for (const zone of zonesWithin(held.places, viewer, maxKm)) {
    const nearest = kilometresOf(held.places.zoneCircles.nearest2(zone, viewer))
    let peak = -Infinity
    for (const kind of kindsAt(way, nearest)) peak = Math.max(peak, held.peaks.of(zone * kindCount + kind))
    if (peak === -Infinity) continue
    const bound = boundOf(view, way, nearest)
    way.frontier.push({ kind: 'zone', id: zone, potential: peak + bound, bound, read: 0 })
  }
}

function enterZone({ held, sieve }: View, way: Way, { id: zone, bound }: Branch): void {
  const { lists, places } = held
  const kinds = kindsAt(way, kilometresOf(places.zoneCircles.nearest2(zone, sieve.search.viewer)))
  for (const area of places.areasOf(zone))
    for (const kind of kinds) {
      const id = area * kindCount + kind
      if (lists.sizeOf(id) === 0) continue
      way.frontier.push({ kind: 'far list', id, potential: lists.headRank(id) + bound, bound, read: 0 })
    }
}

/** Replaces the zone's bound of a list by that of the list's own cells; false when nobody there is in reach. */
function approach(view: View, way: Way, branch: Branch): boolean {
  const { lists, places } = view.held
  const area = Math.floor(branch.id / kindCount)
  let nearest = Infinity
  for (const cell of places.cellsOf(area)) nearest = Math.min(nearest, places.cells.kilometres(cell))
  if (nearest >= view.sieve.search.maxKm || !kindsAt(way, nearest).includes(branch.id % kindCount))
    return false
  branch.kind = 'list'
  branch.bound = boundOf(view, way, nearest)
  branch.potential = lists.headRank(branch.id) + branch.bound
  return true
}

/** Scores the next people of a list; false when the list is read to its end. */
function readOn({ held, sieve }: View, branch: Branch, best: Best): boolean {
  const { lists, rows, hidden } = held
  const from = lists.startOf(branch.id)
  const size = lists.sizeOf(branch.id)
  const until = Math.min(size, branch.read + stride)
  for (; branch.read < size; branch.read++) {
    const row = lists.items[from + branch.read]!
    const page = rows.pages[row >>> pageBits]!
    const at = (row & pageMask) * rowLength
    branch.potential = page[at + rankAt]! + branch.bound
    if (branch.read >= until || branch.potential < best.bar) return true
    if (!sieve.passes(page, at) || hidden.has(page[at + slotAt]!)) continue
    best.offer(page[at + slotAt]!, sieve.score(page, at), sieve.kilometres(page, at))
  }
  return false
}
