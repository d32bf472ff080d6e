import type { Person } from '../domain/search.js'
import { kindCount } from './kinds.js'
import { Peaks } from './peaks.js'
import { Places } from './places.js'
import { RankLists } from './rank-lists.js'
import { type Crowd, Regions } from './regions.js'
import { rowLength } from './row-layout.js'
import { Rows } from './rows.js'
import { SlotSet } from './slot-set.js'

/** The bytes that a person takes altogether: a row, and at most four numbers beside it. Tests and the benchmark hold the index to it. */
export const bytesPerPerson = 4 * (rowLength + 4)

/** The bytes that a slot takes whose person is not held. */
const bytesPerSlot = 4

/** People in rows, and the rows in lists. */
export class HeldPeople {
  readonly places = new Places()
  readonly regions = new Regions(this.places)
  readonly peaks = new Peaks()
  readonly rows: Rows
  readonly lists: RankLists
  /** Slots that the running query leaves out. */
  readonly hidden = new SlotSet()
  /** Slots that the running count leaves out. */
  readonly apart = new SlotSet()
  readonly #maxBytes: number

  constructor(capacity = 0, maxBytes = Infinity) {
    this.rows = new Rows(capacity)
    this.lists = new RankLists(this.rows)
    this.#maxBytes = maxBytes
  }

  put(person: Person): void {
    this.remove(person.slot)
    const row = this.write(person)
    if (row === 0) return
    const list = this.listOf(row)
    this.lists.makeRoomFor(list)
    this.lists.insert(list, row)
    this.keepToLimit()
  }

  /** Writes a row for a person who has none and puts it in no list yet; returns the row, or 0 when the region is not held. */
  write(person: Person): number {
    if (!this.regions.holds(person)) return 0
    const cell = this.places.cell(person)
    const row = this.rows.take(person.slot)
    this.rows.write(row, person, cell)
    this.regions.count(person.cell, 1)
    const zone = this.places.zones.find(person.cell >> 6)
    this.peaks.raise(zone * kindCount + this.rows.kindOf(row), person.rank)
    return row
  }

  remove(slot: number): void {
    const row = this.rows.rowOf(slot)
    if (row === 0) return
    this.lists.remove(this.listOf(row), row)
    this.#release(row)
  }

  /** How many people fit when this many slots are known, held or not. */
  maxPeople(slots: number): number {
    return (this.#maxBytes - bytesPerSlot * slots) / (bytesPerPerson - bytesPerSlot)
  }

  /** Chooses the regions that fit. */
  admit(crowds: readonly Crowd[]): void {
    const everybody = crowds.reduce((sum, { people }) => sum + people, 0)
    this.regions.admit(crowds, this.maxPeople(everybody))
  }

  /** Drops regions until nobody is beyond the limit, or no region is left. */
  keepToLimit(): void {
    while (this.rows.size > this.maxPeople(this.rows.lastSlot)) {
      const region = this.regions.giveUp()
      if (region === 0) return
      const { zonesOf } = this.places
      for (let zone = zonesOf.first[region]!; zone > 0; zone = zonesOf.next[zone]!)
        for (const area of this.places.areasOf(zone))
          for (let list = area * kindCount; list < (area + 1) * kindCount; list++) this.#empty(list)
    }
  }

  listOf(row: number): number {
    return this.places.list(this.rows.cellOf(row), this.rows.kindOf(row))
  }

  get bytes(): number {
    const parts = [this.rows, this.places, this.lists, this.peaks, this.hidden, this.apart, this.regions]
    return parts.reduce((sum, part) => sum + part.bytes, 0)
  }

  #empty(list: number): void {
    for (const row of this.lists.rowsOf(list)) this.#release(row)
    this.lists.empty(list)
  }

  #release(row: number): void {
    this.regions.count(this.places.keyOf(this.rows.cellOf(row)), -1)
    this.rows.release(row)
  }
}
