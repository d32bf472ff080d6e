import { bytesOf, grown } from './column.js'

/**
 * When a larger part of the buckets than the first number is taken, the table grows until no more than the second is, so that few are
 * empty.
 */
const [maxTaken, leastTaken] = [0.8, 0.75]

/** Numbers from 1 for 32-bit keys, in the order in which they came. A Map of the same takes eight times the memory. */
export class KeyTable {
  /** The key of each number; the place of number 0 is unused. */
  keys = new Int32Array(16)
  size = 0
  #buckets = new Int32Array(32)

  /** The number of a key; 0 for an unknown one. */
  find(key: number): number {
    const buckets = this.#buckets
    for (let at = this.#hash(key); ; at++) {
      if (at === buckets.length) at = 0
      const id = buckets[at]!
      if (id === 0 || this.keys[id] === key) return id
    }
  }

  /** The number of a key; a new key gets the next number. */
  add(key: number): number {
    const known = this.find(key)
    if (known > 0) return known
    const id = ++this.size
    this.keys = grown(this.keys, id + 1)
    this.keys[id] = key
    if (id > this.#buckets.length * maxTaken) this.#rehash()
    else this.#enter(id)
    return id
  }

  get bytes(): number {
    return bytesOf([this.keys, this.#buckets])
  }

  #rehash(): void {
    this.#buckets = new Int32Array(Math.ceil(this.size / leastTaken))
    for (let id = 1; id <= this.size; id++) this.#enter(id)
  }

  #enter(id: number): void {
    const buckets = this.#buckets
    let at = this.#hash(this.keys[id]!)
    while (buckets[at] !== 0) if (++at === buckets.length) at = 0
    buckets[at] = id
  }

  // Fibonacci hashing: the golden ratio spreads neighbouring keys, the upper bits are the best mixed, and as a part of 1 they choose the bucket.
  #hash(key: number): number {
    return Math.floor((Math.imul(key, 0x9e3779b1) >>> 0) * 2 ** -32 * this.#buckets.length)
  }
}
