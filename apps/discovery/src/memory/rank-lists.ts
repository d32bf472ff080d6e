import { bytesOf, grown } from './column.js'
import { rankAt, slotAt } from './row-layout.js'
import type { Rows } from './rows.js'

const placesInList = 2 ** 21

/** A list of up to this length is sorted in place, which is faster. */
const shortList = 24

/** Room grows in steps of a sixteenth to an eighth of the length. */
function roomFor(length: number): number {
  const step = 1 << Math.max(0, 28 - Math.clz32(length))
  return Math.ceil(length / step) * step
}

/** Lists of rows in one buffer, the highest rank first and among equals the lower slot. Each list stands after its size. */
export class RankLists {
  items = new Int32Array(1024)
  /** Where the size of each list stands; 0 for an empty list. */
  #offsets = new Int32Array(64)
  readonly #rows: Rows
  #end = 1
  /** The first unused place of each size. An unused place contains where the next one of its size is, plus one. */
  readonly #unused = new Map<number, number>()

  constructor(rows: Rows) {
    this.#rows = rows
  }

  /** Makes room for lists up to this number. */
  makeRoomFor(list: number): void {
    this.#offsets = grown(this.#offsets, list + 1)
  }

  /** 0 also for a list that does not exist yet. */
  sizeOf(list: number): number {
    const offset = this.#offsets[list] ?? 0
    return offset === 0 ? 0 : this.items[offset]!
  }

  /** Where in the items a list begins that is not empty. Valid until the next change. */
  startOf(list: number): number {
    return this.#offsets[list]! + 1
  }

  /** Valid until the next change. */
  rowsOf(list: number): Int32Array {
    const start = this.startOf(list)
    return this.items.subarray(start, start + this.sizeOf(list))
  }

  /** The highest rank of a list that is not empty. */
  headRank(list: number): number {
    return this.#rows.field(this.items[this.startOf(list)]!, rankAt)
  }

  insert(list: number, row: number): void {
    const size = this.sizeOf(list)
    const at = this.#placeOf(list, row)
    const from = this.startOf(list)
    if (size === 0 || roomFor(size) === size) {
      const to = this.#take(roomFor(size + 1)) + 1
      this.items.copyWithin(to, from, from + at)
      this.items.copyWithin(to + at + 1, from + at, from + size)
      if (size > 0) this.#giveBack(from - 1, size)
      this.#offsets[list] = to - 1
    } else this.items.copyWithin(from + at + 1, from + at, from + size)
    this.items[this.startOf(list) + at] = row
    this.items[this.#offsets[list]!] = size + 1
  }

  remove(list: number, row: number): void {
    const size = this.sizeOf(list)
    if (size === 1) return this.empty(list)
    const from = this.startOf(list)
    const at = this.#placeOf(list, row)
    this.items.copyWithin(from + at, from + at + 1, from + size)
    this.items[from - 1] = size - 1
    if (roomFor(size - 1) === roomFor(size)) return
    const to = this.#take(roomFor(size - 1))
    this.items.copyWithin(to, from - 1, from + size - 1)
    this.#offsets[list] = to
    this.#giveBack(from - 1, roomFor(size))
  }

  /** Makes room for so many rows in an empty list, which the caller then fills in order. */
  open(list: number, size: number): void {
    this.#offsets[list] = this.#take(roomFor(size))
    this.items[this.#offsets[list]] = size
  }

  /** Sorts a list whose rows stand in the order of their slots. */
  sort(list: number): void {
    const from = this.startOf(list)
    const size = this.sizeOf(list)
    if (size > shortList) this.#sortLong(from, size)
    else this.#sortShort(from, size)
  }

  empty(list: number): void {
    const size = this.sizeOf(list)
    if (size > 0) this.#giveBack(this.#offsets[list]!, roomFor(size))
    this.#offsets[list] = 0
  }

  get bytes(): number {
    return bytesOf([this.items, this.#offsets])
  }

  #sortShort(from: number, size: number): void {
    const { items } = this
    for (let next = from + 1; next < from + size; next++) {
      const row = items[next]!
      const rank = this.#rows.field(row, rankAt)
      let at = next
      for (; at > from && this.#rows.field(items[at - 1]!, rankAt) < rank; at--) items[at] = items[at - 1]!
      items[at] = row
    }
  }

  #sortLong(from: number, size: number): void {
    // A rank has 32 bits and a double 53, so a rank fits into one number with the place before; numbers sort faster than by a comparison
    // function.
    const before = this.items.slice(from, from + size)
    const keys = new Float64Array(size)
    for (let at = 0; at < size; at++)
      keys[at] = (0x7fffffff - this.#rows.field(before[at]!, rankAt)) * placesInList + at
    keys.sort()
    for (let at = 0; at < size; at++) this.items[from + at] = before[keys[at]! % placesInList]!
  }

  /** How many rows of the list stand before this one. */
  #placeOf(list: number, row: number): number {
    const rows = this.#rows
    const rank = rows.field(row, rankAt)
    const slot = rows.field(row, slotAt)
    const from = this.startOf(list)
    let low = 0
    let high = this.sizeOf(list)
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = this.items[from + middle]!
      const otherRank = rows.field(other, rankAt)
      if (otherRank > rank || (otherRank === rank && rows.field(other, slotAt) < slot)) low = middle + 1
      else high = middle
    }
    return low
  }

  #take(room: number): number {
    const unused = this.#unused.get(room) ?? 0
    if (unused > 0) {
      this.#unused.set(room, this.items[unused - 1]!)
      return unused - 1
    }
    const at = this.#end
    this.#end += room + 1
    this.items = grown(this.items, this.#end)
    return at
  }

  #giveBack(at: number, room: number): void {
    this.items[at] = this.#unused.get(room) ?? 0
    this.#unused.set(room, at + 1)
  }
}
