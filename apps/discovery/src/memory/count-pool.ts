import { type PoolCode, poolCodes, type PoolCounts, type Wider } from '../domain/pool.js'
import { bitCount, maskOf } from '../domain/traits.js'
import { kindCount } from './kinds.js'
import { zonesWithin } from './reach.js'
import { pageBits, pageMask, rowLength, slotAt } from './rows.js'
import { type Sieve } from './sieve.js'
import { type Store } from './store.js'

const groups = [
  'gender',
  'goals',
  'smoking',
  'drinking',
  'children',
  'education',
  'has_photo',
  'verified',
] as const
const masks = groups.map(maskOf)
const codes: readonly PoolCode[] = [
  ...groups,
  ...poolCodes.filter((code) => !(groups as readonly string[]).includes(code)),
]
const bitOf = (code: PoolCode): number => 1 << codes.indexOf(code)
const [age, distance, theirs, seen] = [bitOf('age'), bitOf('distance'), bitOf('theirs'), bitOf('seen')]
const [interests, languages, height] = [bitOf('interests'), bitOf('languages'), bitOf('height')]

/** Judges everybody around by every filter. */
export function countPool(store: Store, sieve: Sieve, wider: Wider): PoolCounts {
  const alone = new Int32Array(codes.length)
  let total = 0
  let addsAge = 0
  eachAround(store, sieve, Math.max(sieve.search.maxKm, wider.maxKm), (page, at) => {
    const failed = failures(store, sieve, page, at)
    if (failed === 0) total++
    if (bitCount(failed) !== 1) return
    alone[31 - Math.clz32(failed)]!++
    if (failed === age && sieve.isBorn(page, at, wider)) addsAge++
  })
  const hides = Object.fromEntries(codes.map((code, at) => [code, alone[at]!])) as Record<PoolCode, number>
  return { total, hides, addsAge }
}

/** Visits everybody who is active and nearer than so many kilometres, but the viewer and whom a block keeps apart. */
function eachAround(
  store: Store,
  sieve: Sieve,
  km: number,
  visit: (page: Int32Array, at: number) => void,
): void {
  const { lists, places, rows } = store
  for (const zone of zonesWithin(places, sieve.search.viewer, km))
    for (const area of places.areasOf(zone))
      for (let list = area * kindCount; list < (area + 1) * kindCount; list++)
        for (const row of lists.rowsOf(list)) {
          const page = rows.pages[row >>> pageBits]!
          const at = (row & pageMask) * rowLength
          if (!sieve.isActive(page, at) || sieve.kilometres(page, at) >= km) continue
          const slot = page[at + slotAt]!
          if (slot !== sieve.search.viewer.slot && !store.apart.has(slot)) visit(page, at)
        }
}

/** A bit for each filter that the person does not pass. */
function failures(store: Store, sieve: Sieve, page: Int32Array, at: number): number {
  const accepted = sieve.traits(page, at) & sieve.search.accepted
  let failed = 0
  for (let group = 0; group < masks.length; group++)
    if ((accepted & masks[group]!) === 0) failed |= 1 << group
  if (!sieve.isBorn(page, at, sieve.search)) failed |= age
  if (sieve.kilometres(page, at) >= sieve.search.maxKm) failed |= distance
  if (store.hidden.has(page[at + slotAt]!)) failed |= seen
  if (!sieve.inHeight(page, at)) failed |= height
  if (!sieve.sharesInterests(page, at)) failed |= interests
  if (!sieve.sharesLanguages(page, at)) failed |= languages
  // Who fails two filters already counts nowhere.
  if (bitCount(failed) < 2 && !sieve.wantsViewer(page, at)) failed |= theirs
  return failed
}
