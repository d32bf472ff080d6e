/** A set of slots for the length of one query: one bit each, and clearing touches only what was set. */
export class SlotSet {
  #words = new Int32Array(0)
  readonly #held: number[] = []

  /** Empties the set and makes room for slots up to the last one; higher ones are never in it. */
  reset(last: number): void {
    for (const word of this.#held) this.#words[word] = 0
    this.#held.length = 0
    // What grows is empty, so nothing needs to be copied.
    if (last >>> 5 >= this.#words.length) this.#words = new Int32Array(Math.ceil((last / 32) * 1.25) + 1)
  }

  has(slot: number): boolean {
    return (this.#words[slot >>> 5]! & (1 << (slot & 31))) !== 0
  }

  add(slot: number): void {
    const word = slot >>> 5
    if (word >= this.#words.length) return
    this.#words[word]! |= 1 << (slot & 31)
    this.#held.push(word)
  }

  get bytes(): number {
    return this.#words.byteLength + 8 * this.#held.length
  }
}
