import { type Person } from '../domain/search.js'
import { gendersOf, maxSets } from '../domain/traits.js'
import { wordCount } from '../domain/words.js'
import { bytesOf, grown } from './column.js'
import { KeyTable } from './key-table.js'
import { kindOf } from './kinds.js'
import { Wishes } from './wishes.js'

// A person is twelve numbers side by side, so that judging one touches one or two lines of the processor's cache.
// 4 holds the hour of activity in 20 bits, the distance in 10 and two flags; 5 and 6 hold four and two numbers.
export const slotAt = 0
export const rankAt = 1
export const acceptedAt = 2
export const traitsBirthAt = 3
export const activeKmAt = 4
export const heightsAt = 5
export const cellAt = 6
export const interestsAt = 7
export const languagesAt = interestsAt + wordCount.interests
export const rowLength = languagesAt + wordCount.languages

/** Rows lie in pages: growing then copies nothing and leaves little unused. */
export const pageBits = 12
export const pageMask = (1 << pageBits) - 1

export const wantsInterests = 1
export const wantsLanguages = 2

export const maxKmIn = (activeKm: number): number => (activeKm >>> 2) & 1023

const emptyPage = (): Int32Array => new Int32Array((pageMask + 1) * rowLength)

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** Everything about a person that no list needs, in rows of their own numbering from 1: slots that are not held cost 4 bytes. */
export class Rows {
  pages: Int32Array[] = []
  /** Each set of traits once; a row holds its number. */
  readonly traits = new KeyTable()
  genderOfTraits = new Uint8Array(16)
  readonly wantedInterests = new Wishes(wordCount.interests)
  readonly wantedLanguages = new Wishes(wordCount.languages)
  size = 0
  /** Nobody was ever active after this hour. */
  latestHour = 0
  #rowOf = new Int32Array(64)
  #last = 0
  #free = 0

  constructor(capacity = 0) {
    this.#rowOf = grown(this.#rowOf, capacity + 1)
  }

  /** The row of a slot; 0 when it has none. */
  rowOf(slot: number): number {
    return slot >= 0 && slot < this.#rowOf.length ? this.#rowOf[slot]! : 0
  }

  get lastSlot(): number {
    return this.#rowOf.length - 1
  }

  field(row: number, at: number): number {
    return this.pages[row >>> pageBits]![(row & pageMask) * rowLength + at]!
  }

  cellOf(row: number): number {
    return this.field(row, cellAt) & 0xffffff
  }

  /** See kinds.ts. */
  kindOf(row: number): number {
    const gender = this.genderOfTraits[this.field(row, traitsBirthAt) & 0xffff]!
    return kindOf(gender, maxKmIn(this.field(row, activeKmAt)))
  }

  /** A row for a slot that has none. */
  take(slot: number): number {
    this.#rowOf = grown(this.#rowOf, slot + 1)
    let row = this.#free
    if (row > 0) this.#free = this.field(row, rankAt)
    else row = ++this.#last
    if (row >>> pageBits === this.pages.length) this.pages.push(emptyPage())
    this.#rowOf[slot] = row
    this.size++
    return row
  }

  release(row: number): void {
    this.#rowOf[this.field(row, slotAt)] = 0
    this.pages[row >>> pageBits]![(row & pageMask) * rowLength + rankAt] = this.#free
    this.#free = row
    this.size--
  }

  /** Gives rows new numbers in the order in which they are moved, so that what is read together lies together. All must be moved. */
  renumber(): { move(row: number): number; finish(): void } {
    const pages: Int32Array[] = []
    let last = 0
    return {
      move: (row) => {
        last++
        if (last >>> pageBits === pages.length) pages.push(emptyPage())
        const [from, to] = [this.pages[row >>> pageBits]!, pages[last >>> pageBits]!]
        const [fromAt, toAt] = [(row & pageMask) * rowLength, (last & pageMask) * rowLength]
        for (let word = 0; word < rowLength; word++) to[toAt + word] = from[fromAt + word]!
        this.#rowOf[to[toAt + slotAt]!] = last
        return last
      },
      finish: () => {
        this.pages = pages
        this.#last = last
        this.#free = 0
      },
    }
  }

  write(row: number, person: Person, cell: number): void {
    const page = this.pages[row >>> pageBits]!
    const at = (row & pageMask) * rowLength
    // No distance is beyond 1,000 km, no age beyond 255: what is cut off decides nothing.
    const wants = this.#keepWishes(person)
    const activeHour = clamp(person.activeHour, 0, 0xfffff)
    this.latestHour = Math.max(this.latestHour, activeHour)
    page[at + slotAt] = person.slot
    page[at + rankAt] = person.rank
    page[at + acceptedAt] = person.accepted
    page[at + traitsBirthAt] = this.#traitsOf(person.traits) | (clamp(person.birthDay, -0x8000, 0x7fff) << 16)
    page[at + activeKmAt] = (activeHour << 12) | (clamp(person.maxKm, 0, 1023) << 2) | wants
    page[at + heightsAt] =
      person.height |
      (person.minHeight << 8) |
      (person.maxHeight << 16) |
      (clamp(person.minAge, 0, 255) << 24)
    page[at + cellAt] = cell | (clamp(person.maxAge, 0, 255) << 24)
    for (let word = 0; word < wordCount.interests; word++)
      page[at + interestsAt + word] = person.interests[word]!
    for (let word = 0; word < wordCount.languages; word++)
      page[at + languagesAt + word] = person.languages[word]!
  }

  get bytes(): number {
    const columns = bytesOf([this.#rowOf, this.genderOfTraits, ...this.pages])
    return columns + this.traits.bytes + this.wantedInterests.bytes + this.wantedLanguages.bytes
  }

  #traitsOf(traits: number): number {
    const id = this.traits.add(traits)
    if (id > maxSets) throw new RangeError('more sets of answers than a row can number')
    this.genderOfTraits = grown(this.genderOfTraits, id + 1)
    this.genderOfTraits[id] = gendersOf(traits)[0] ?? 0
    return id
  }

  #keepWishes({ slot, wantedInterests, wantedLanguages }: Person): number {
    if (wantedInterests) this.wantedInterests.put(slot, wantedInterests)
    if (wantedLanguages) this.wantedLanguages.put(slot, wantedLanguages)
    return (wantedInterests ? wantsInterests : 0) | (wantedLanguages ? wantsLanguages : 0)
  }
}
