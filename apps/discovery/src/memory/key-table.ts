import { bytesOf, grown } from './column.js'

/** Numbers from 1 for 32-bit keys, in the order in which they came. A Map of the same takes eight times the memory. */
export class KeyTable {
  /** The key of each number; its place 0 is nobody's. */
  keys = new Int32Array(16)
  size = 0
  #buckets = new Int32Array(32)

  /** The number of a key; 0 for an unknown one. */
  find(key: number): number {
    const buckets = this.#buckets
    for (let at = this.#hash(key); ; at = (at + 1) & (buckets.length - 1)) {
      const id = buckets[at]!
      if (id === 0 || this.keys[id] === key) return id
    }
  }

  /** The number of a key, which is `size` when the key is new. */
  add(key: number): number {
    const known = this.find(key)
    if (known > 0) return known
    const id = ++this.size
    this.keys = grown(this.keys, id + 1)
    this.keys[id] = key
    if (id * 5 > this.#buckets.length * 4) this.#rehash()
    else this.#enter(id)
    return id
  }

  get bytes(): number {
    return bytesOf([this.keys, this.#buckets])
  }

  #rehash(): void {
    this.#buckets = new Int32Array(2 * this.#buckets.length)
    for (let id = 1; id <= this.size; id++) this.#enter(id)
  }

  #enter(id: number): void {
    const buckets = this.#buckets
    let at = this.#hash(this.keys[id]!)
    while (buckets[at] !== 0) at = (at + 1) & (buckets.length - 1)
    buckets[at] = id
  }

  // Fibonacci hashing: the golden ratio spreads neighbouring keys, the upper bits are the best mixed.
  #hash(key: number): number {
    return Math.imul(key, 0x9e3779b1) >>> (Math.clz32(this.#buckets.length) + 1)
  }
}
