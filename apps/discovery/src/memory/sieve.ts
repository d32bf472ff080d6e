import { activeHours, countedInterests, unitsPerHour } from '../domain/score.js'
import type { Search } from '../domain/search.js'
import { distanceTerm } from '../domain/terms.js'
import { traitWords } from '../domain/traits.js'
import { bitCount, wordCount, type Words } from '../domain/words.js'
import type { Cells } from './cells.js'
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
  rankAt,
  slotAt,
  wantsInterests,
  wantsLanguages,
} from './row-layout.js'
import type { Rows } from './rows.js'

/** The filters and the score of one search, applied to a row by its page and place. The caller leaves hidden people out. */
export class Sieve {
  readonly search: Search
  /** Somebody whose last activity is not after this hour is not active. */
  readonly since: number
  readonly #rows: Rows
  readonly #cells: Cells

  constructor(search: Search, rows: Rows, cells: Cells) {
    this.search = search
    this.since = search.nowHour - activeHours
    this.#rows = rows
    this.#cells = cells
    cells.measureFrom(search.viewer)
  }

  /** True when both want each other. Cheap tests stand first. */
  passes(page: Int32Array, at: number): boolean {
    return (
      this.isBorn(page, at, this.search) &&
      this.#isAccepted(page, at) &&
      this.isActive(page, at) &&
      this.inHeight(page, at) &&
      this.wantsViewer(page, at) &&
      this.kilometres(page, at) < this.search.maxKm &&
      this.sharesInterests(page, at) &&
      this.sharesLanguages(page, at)
    )
  }

  isActive(page: Int32Array, at: number): boolean {
    return page[at + activeKmAt]! >>> 12 > this.since
  }

  isBorn(page: Int32Array, at: number, between: Pick<Search, 'bornFrom' | 'bornUntil'>): boolean {
    const born = page[at + birthAt]! >> 16
    return born >= between.bornFrom && born <= between.bornUntil
  }

  /** A word of the person's answers. */
  answers(page: Int32Array, at: number, word: number): number {
    return this.#rows.answers.words[(page[at + answersAt]! & answersMask) * traitWords + word]!
  }

  inHeight(page: Int32Array, at: number): boolean {
    return fits(page[at + heightsAt]! & 255, this.search.minHeight, this.search.maxHeight)
  }

  sharesInterests(page: Int32Array, at: number): boolean {
    const { wantedInterests } = this.search
    return wantedInterests === undefined || meetsAt(wantedInterests, page, at + interestsAt)
  }

  sharesLanguages(page: Int32Array, at: number): boolean {
    const { wantedLanguages } = this.search
    return wantedLanguages === undefined || meetsAt(wantedLanguages, page, at + languagesAt)
  }

  /** Whether the viewer passes every filter of the other person. */
  wantsViewer(page: Int32Array, at: number): boolean {
    const { age, viewer } = this.search
    const heights = page[at + heightsAt]!
    const activeKm = page[at + activeKmAt]!
    return (
      acceptsAt(page, at + acceptedAt, viewer.traits) &&
      age >= heights >>> 24 &&
      age <= page[at + cellAt]! >>> 24 &&
      fits(viewer.height, (heights >>> 8) & 255, (heights >>> 16) & 255) &&
      this.kilometres(page, at) < maxKmIn(activeKm) &&
      ((activeKm & (wantsInterests | wantsLanguages)) === 0 ||
        this.#meetsWishes(page[at + slotAt]!, activeKm))
    )
  }

  kilometres(page: Int32Array, at: number): number {
    return this.#cells.kilometres(page[at + cellAt]! & 0xffffff)
  }

  /** The score without what a like adds. */
  score(page: Int32Array, at: number): number {
    const { interests } = this.search.viewer
    let shared = 0
    for (let word = 0; word < wordCount.interests; word++)
      shared += bitCount(page[at + interestsAt + word]! & interests[word]!)
    return (
      page[at + rankAt]! -
      this.since * unitsPerHour +
      this.extraActivity(page[at + activeKmAt]! >>> 12) +
      distanceTerm(this.search, this.kilometres(page, at)) +
      this.search.interestUnits * Math.min(countedInterests, shared)
    )
  }

  extraActivity(activeHour: number): number {
    const percent = this.search.extraActivityPercent
    return percent === 0 ? 0 : Math.trunc(((activeHour - this.since) * unitsPerHour * percent) / 100)
  }

  #isAccepted(page: Int32Array, at: number): boolean {
    const { accepted } = this.search
    for (let word = 0; word < traitWords; word++) {
      const answers = this.answers(page, at, word)
      if ((answers & accepted[word]!) !== answers) return false
    }
    return true
  }

  #meetsWishes(slot: number, flags: number): boolean {
    const { interests, languages } = this.search.viewer
    return (
      ((flags & wantsInterests) === 0 || this.#rows.wantedInterests.meets(slot, interests)) &&
      ((flags & wantsLanguages) === 0 || this.#rows.wantedLanguages.meets(slot, languages))
    )
  }
}

/** True when a height is within two limits, of which 0 is none. A height that is not stated (0) fails every limit. */
const fits = (height: number, least: number, most: number): boolean =>
  (least === 0 || height >= least) && (most === 0 || (height !== 0 && height <= most))

function acceptsAt(row: Int32Array, at: number, answers: Words): boolean {
  for (let word = 0; word < traitWords; word++)
    if ((answers[word]! & row[at + word]!) !== answers[word]) return false
  return true
}

function meetsAt(words: Words, row: Int32Array, at: number): boolean {
  for (let word = 0; word < words.length; word++) if ((words[word]! & row[at + word]!) !== 0) return true
  return false
}
