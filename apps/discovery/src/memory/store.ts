import { type Person } from '../domain/search.js'
import { Peaks } from './peaks.js'
import { genderCount, Places } from './places.js'
import { RankLists } from './rank-lists.js'
import { Rows } from './rows.js'
import { SlotSet } from './slot-set.js'

/** People in rows, and the rows in lists. */
export class Store {
  readonly places = new Places()
  readonly peaks = new Peaks()
  readonly rows: Rows
  readonly lists: RankLists
  /** Whom the query that runs must not show. */
  readonly hidden = new SlotSet()

  constructor(capacity = 0) {
    this.rows = new Rows(capacity)
    this.lists = new RankLists(this.rows)
  }

  put(person: Person): void {
    this.remove(person.slot)
    const row = this.write(person)
    const list = this.listOf(row)
    this.lists.reach(list)
    this.lists.insert(list, row)
  }

  /** A person's row, new, in no list yet. */
  write(person: Person): number {
    const cell = this.places.cell(person)
    const row = this.rows.take(person.slot)
    this.rows.write(row, person, cell)
    const zone = this.places.zones.find(person.cell >> 6)
    this.peaks.raise(zone * genderCount + this.rows.genderOf(row), person.rank)
    return row
  }

  remove(slot: number): void {
    const row = this.rows.rowOf(slot)
    if (row === 0) return
    this.lists.remove(this.listOf(row), row)
    this.rows.release(row)
  }

  listOf(row: number): number {
    return this.places.list(this.rows.cellOf(row), this.rows.genderOf(row))
  }

  get bytes(): number {
    return [this.rows, this.places, this.lists, this.peaks, this.hidden].reduce((sum, part) => sum + part.bytes, 0)
  }
}
