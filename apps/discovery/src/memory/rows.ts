import type { Person } from '../domain/search.js'
import { genderIn, genderWord, traitWords } from '../domain/traits.js'
import { wordCount, type Words } from '../domain/words.js'
import { AnswerSets } from './answer-sets.js'
import { bytesOf, grown } from './column.js'
import { kindOf } from './kinds.js'
import {
  acceptedAt,
  activeKmAt,
  answersAt,
  answersMask,
  birthAt,
  cellAt,
  heightsAt,
  interestsAt,
  languagesAt,
  maxKmIn,
  pageBits,
  pageMask,
  rankAt,
  rowLength,
  slotAt,
  wantsInterests,
  wantsLanguages,
} from './row-layout.js'
import { WantedWords } from './wanted-words.js'

const emptyPage = (): Int32Array => new Int32Array((pageMask + 1) * rowLength)

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

/** Everything about a person that no list needs, in rows numbered from 1. A slot without a row costs 4 bytes. */
export class Rows {
  pages: Int32Array[] = []
  /** A row holds the number of its person's set. */
  readonly answers = new AnswerSets()
  readonly wantedInterests = new WantedWords(wordCount.interests)
  readonly wantedLanguages = new WantedWords(wordCount.languages)
  size = 0
  /** Nobody was active after this hour. */
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
    const set = this.field(row, answersAt) & answersMask
    const gender = genderIn(this.answers.words[set * traitWords + genderWord]!)
    return kindOf(gender, maxKmIn(this.field(row, activeKmAt)))
  }

  /** Takes a row for a slot that has none. */
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

  /** Renumbers the rows in the order in which they are moved, so that rows that are read together lie together. Every row must be moved. */
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
    // Cut off to fit their bits, which decides nothing: no distance is above 1,000 km and no age above 255.
    const wants = this.#keepWishes(person)
    const activeHour = clamp(person.activeHour, 0, 0xfffff)
    this.latestHour = Math.max(this.latestHour, activeHour)
    page[at + slotAt] = person.slot
    page[at + rankAt] = person.rank
    page[at + birthAt] = clamp(person.birthDay, -0x8000, 0x7fff) << 16
    page[at + answersAt] = (page[at + answersAt]! & ~answersMask) | this.#numberOf(person.traits)
    page[at + activeKmAt] = (activeHour << 12) | (clamp(person.maxKm, 0, 1023) << 2) | wants
    page[at + heightsAt] =
      person.height |
      (person.minHeight << 8) |
      (person.maxHeight << 16) |
      (clamp(person.minAge, 0, 255) << 24)
    page[at + cellAt] = cell | (clamp(person.maxAge, 0, 255) << 24)
    for (let word = 0; word < traitWords; word++) page[at + acceptedAt + word] = person.accepted[word]!
    for (let word = 0; word < wordCount.interests; word++)
      page[at + interestsAt + word] = person.interests[word]!
    for (let word = 0; word < wordCount.languages; word++)
      page[at + languagesAt + word] = person.languages[word]!
  }

  get bytes(): number {
    const columns = bytesOf([this.#rowOf, ...this.pages])
    return columns + this.answers.bytes + this.wantedInterests.bytes + this.wantedLanguages.bytes
  }

  #numberOf(answers: Words): number {
    const set = this.answers.add(answers)
    if (set > answersMask >>> 0) throw new RangeError('more sets of answers than a row can number')
    return set
  }

  #keepWishes({ slot, wantedInterests, wantedLanguages }: Person): number {
    if (wantedInterests) this.wantedInterests.put(slot, wantedInterests)
    if (wantedLanguages) this.wantedLanguages.put(slot, wantedLanguages)
    return (wantedInterests ? wantsInterests : 0) | (wantedLanguages ? wantsLanguages : 0)
  }
}
