import { type CodeBeside, poolCodes, type PoolCounts, type Wider } from '../domain/pool.js'
import { maskOf } from '../domain/trait-layout.js'
import { traits } from '../domain/traits.js'
import type { HeldPeople } from './held-people.js'
import { kindCount } from './kinds.js'
import { pageBits, pageMask, rowLength, slotAt } from './row-layout.js'
import type { Sieve } from './sieve.js'
import { zonesWithin } from './zones-within.js'

const codeOf = (code: CodeBeside): number => poolCodes.indexOf(code)
const [age, distance, theirs, seen] = [codeOf('age'), codeOf('distance'), codeOf('theirs'), codeOf('seen')]
const [interests, languages, height] = [codeOf('interests'), codeOf('languages'), codeOf('height')]
const [none, several] = [-1, -2]
const masks = traits.map((trait) => ({
  word: trait.word,
  mask: maskOf(trait),
  code: poolCodes.indexOf(trait.code),
}))

/** Tests everybody within reach against every filter. */
export function countPool(held: HeldPeople, sieve: Sieve, wider: Wider): PoolCounts {
  const alone = new Int32Array(poolCodes.length)
  let total = 0
  let addsAge = 0
  eachAround(held, sieve, Math.max(sieve.search.maxKm, wider.maxKm), (page, at) => {
    const failed = failureOf(held, sieve, page, at)
    if (failed === none) total++
    if (failed < 0) return
    alone[failed]!++
    if (failed === age && sieve.isBorn(page, at, wider)) addsAge++
  })
  return { total, hides: Object.fromEntries(poolCodes.map((code, at) => [code, alone[at]!])), addsAge }
}

/** Visits everybody who is active and nearer than so many kilometres, except the viewer and the people of a block. */
function eachAround(
  held: HeldPeople,
  sieve: Sieve,
  km: number,
  visit: (page: Int32Array, at: number) => void,
): void {
  const { lists, places, rows } = held
  for (const zone of zonesWithin(places, sieve.search.viewer, km))
    for (const area of places.areasOf(zone))
      for (let list = area * kindCount; list < (area + 1) * kindCount; list++)
        for (const row of lists.rowsOf(list)) {
          const page = rows.pages[row >>> pageBits]!
          const at = (row & pageMask) * rowLength
          if (!sieve.isActive(page, at) || sieve.kilometres(page, at) >= km) continue
          const slot = page[at + slotAt]!
          if (slot !== sieve.search.viewer.slot && !held.apart.has(slot)) visit(page, at)
        }
}

/** The index of the one filter that the person fails; `none` or `several` otherwise. */
function failureOf(held: HeldPeople, sieve: Sieve, page: Int32Array, at: number): number {
  const { accepted, maxKm } = sieve.search
  let failed = none
  for (const { word, mask, code } of masks)
    if ((sieve.answers(page, at, word) & accepted[word]! & mask) === 0)
      failed = failed === none ? code : several
  if (!sieve.isBorn(page, at, sieve.search)) failed = failed === none ? age : several
  if (sieve.kilometres(page, at) >= maxKm) failed = failed === none ? distance : several
  if (held.hidden.has(page[at + slotAt]!)) failed = failed === none ? seen : several
  if (!sieve.inHeight(page, at)) failed = failed === none ? height : several
  if (!sieve.sharesInterests(page, at)) failed = failed === none ? interests : several
  if (!sieve.sharesLanguages(page, at)) failed = failed === none ? languages : several
  // Somebody who fails two filters is not counted anywhere already.
  if (failed !== several && !sieve.wantsViewer(page, at)) failed = failed === none ? theirs : several
  return failed
}
