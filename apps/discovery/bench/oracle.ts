import type { Found } from '../src/domain/search.js'
import { maskOf } from '../src/domain/trait-layout.js'
import { gendersOf, traits, traitWords } from '../src/domain/traits.js'
import { type People, wordsOf } from './people.js'
import type { Relation } from './relations.js'

const masks = traits.map((trait) => ({ word: trait.word, mask: maskOf(trait) }))
const earthKm = 6371.0088
const activeHours = 720

/**
 * The rules read a second time, as plainly as they can be: one loop over everybody. It shares no line with the paths under test, knows no
 * cell and no bound, and counts ages by the calendar.
 */
export class Oracle {
  readonly #ages: Uint8Array

  constructor(
    readonly people: People,
    now: Date,
  ) {
    this.#ages = Uint8Array.from(people.birthDay, (day) => ageOn(day, now))
  }

  /** Everybody whom the viewer may be shown, best first. */
  answer(viewer: number, relation: Relation): Found[] {
    const found: Found[] = []
    for (let slot = 1; slot <= this.people.count; slot++) {
      if (slot === viewer || relation.seen.has(slot) || !this.#suits(viewer, slot)) continue
      const km = this.kilometres(viewer, slot)
      if (km >= this.people.maxKm[viewer]! || km >= this.people.maxKm[slot]!) continue
      found.push({
        slot,
        km,
        score: this.#score(viewer, slot, km) + (relation.likers.has(slot) ? 1_008_000 : 0),
      })
    }
    return found.sort((a, b) => b.score - a.score || a.slot - b.slot)
  }

  /** What many do instead (design C): the 1,000 of the wanted gender in reach who were here last, filters and score after that. */
  mostRecent(viewer: number, truth: readonly Found[]): Found[] {
    const { people } = this
    const reach = (2 * Math.sin(people.maxKm[viewer]! / (2 * earthKm))) ** 2
    const wanted = gendersOf(wordsOf(people.accepted, viewer))
    const pool: number[] = []
    for (let slot = 1; slot <= people.count; slot++) {
      if (slot === viewer || !this.#isHere(slot) || this.#square(viewer, slot) >= reach) continue
      if (wanted.includes(people.gender[slot]!)) pool.push(slot)
    }
    const recent = new Set(this.#latest(pool))
    return truth.filter(({ slot }) => recent.has(slot))
  }

  /** The same at its best: the 1,000 who were here last of those who pass every filter. */
  mostRecentAllowed(truth: readonly Found[]): Found[] {
    const recent = new Set(this.#latest(truth.map(({ slot }) => slot)))
    return truth.filter(({ slot }) => recent.has(slot))
  }

  #latest(pool: readonly number[]): number[] {
    const { activeHour } = this.people
    return pool.toSorted((a, b) => activeHour[b]! - activeHour[a]! || a - b).slice(0, 1_000)
  }

  /** Whole kilometres, rounded down. */
  kilometres(one: number, other: number): number {
    return Math.floor(2 * earthKm * Math.asin(Math.min(1, Math.sqrt(this.#square(one, other)) / 2)))
  }

  #isHere(slot: number): boolean {
    return this.people.paused[slot] === 0 && this.people.nowHour - this.people.activeHour[slot]! < activeHours
  }

  /** Everything but the distance and what happened between them. */
  #suits(viewer: number, other: number): boolean {
    return this.#isHere(other) && this.#wants(viewer, other) && this.#wants(other, viewer)
  }

  #wants(one: number, other: number): boolean {
    const { people } = this
    const age = this.#ages[other]!
    if (age < people.minAge[one]! || age > people.maxAge[one]!) return false
    const answers = (word: number) =>
      people.accepted[one * traitWords + word]! & people.traits[other * traitWords + word]!
    if (masks.some(({ word, mask }) => (answers(word) & mask) === 0)) return false
    const [height, lowest, highest] = [people.height[other]!, people.minHeight[one]!, people.maxHeight[one]!]
    if (lowest !== 0 && (height === 0 || height < lowest)) return false
    if (highest !== 0 && (height === 0 || height > highest)) return false
    return this.#wantsWords(one, other)
  }

  #wantsWords(one: number, other: number): boolean {
    const { people } = this
    if (people.wantsInterests[one] === 1) {
      const parts = [0, 1, 2] as const
      if (
        parts.every((at) => (people[`wantedInterests${at}`][one]! & people[`interests${at}`][other]!) === 0)
      )
        return false
    }
    if (people.wantsLanguages[one] === 0) return true
    return ([0, 1] as const).some(
      (at) => (people[`wantedLanguages${at}`][one]! & people[`languages${at}`][other]!) !== 0,
    )
  }

  #score(viewer: number, other: number, km: number): number {
    const { people } = this
    const start = people.nowHour - activeHours
    const recency = 1000 * (people.activeHour[other]! - start)
    const scaleKm = people.maxKm[viewer]!
    const near = Math.round(5_760 * people.distancePercent[viewer]!)
    let shared = 0
    for (const at of [0, 1, 2] as const)
      shared += ones(people[`interests${at}`][viewer]! & people[`interests${at}`][other]!)
    return (
      people.rank[other]! -
      1000 * start +
      Math.trunc((recency * (people.activityPercent[viewer]! - 100)) / 100) +
      Math.trunc((near * Math.max(0, scaleKm - km)) / scaleKm) +
      Math.round(1_152 * people.interestsPercent[viewer]!) * Math.min(5, shared)
    )
  }

  /** The square of the straight line through the Earth, whose radius is 1. */
  #square(one: number, other: number): number {
    const { x, y, z } = this.people
    return (x[one]! - x[other]!) ** 2 + (y[one]! - y[other]!) ** 2 + (z[one]! - z[other]!) ** 2
  }
}

function ones(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

function ageOn(birthDay: number, now: Date): number {
  const birth = new Date(birthDay * 86_400_000)
  const before =
    now.getUTCMonth() < birth.getUTCMonth() ||
    (now.getUTCMonth() === birth.getUTCMonth() && now.getUTCDate() < birth.getUTCDate())
  return Math.max(0, now.getUTCFullYear() - birth.getUTCFullYear() - (before ? 1 : 0))
}
