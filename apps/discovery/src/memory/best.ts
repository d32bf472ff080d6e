import type { Found } from '../domain/search.js'

/** The best of the people who were offered, `limit` at most: a higher score is better, among equals the lower slot. */
export class Best {
  /** A lower score is too low to enter. */
  bar = -Infinity
  readonly #limit: number
  /** A heap, the worst on top. */
  readonly #heap: Found[] = []

  constructor(limit: number) {
    this.#limit = limit
    if (limit <= 0) this.bar = Infinity
  }

  offer(slot: number, score: number, km: number): void {
    if (score < this.bar) return
    const heap = this.#heap
    const found = { slot, score, km }
    if (heap.length < this.#limit) this.#rise(found)
    else if (heap.length > 0 && isWorse(heap[0]!, found)) this.#sink(found)
    if (heap.length === this.#limit && heap.length > 0) this.bar = heap[0]!.score
  }

  inOrder(): Found[] {
    return this.#heap.sort((a, b) => b.score - a.score || a.slot - b.slot)
  }

  #rise(found: Found): void {
    const heap = this.#heap
    let at = heap.length
    for (; at > 0 && isWorse(found, heap[(at - 1) >>> 1]!); at = (at - 1) >>> 1)
      heap[at] = heap[(at - 1) >>> 1]!
    heap[at] = found
  }

  #sink(found: Found): void {
    const heap = this.#heap
    let at = 0
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && isWorse(heap[child + 1]!, heap[child]!)) child++
      if (!isWorse(heap[child]!, found)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = found
  }
}

const isWorse = (one: Found, other: Found): boolean =>
  one.score < other.score || (one.score === other.score && one.slot > other.slot)
