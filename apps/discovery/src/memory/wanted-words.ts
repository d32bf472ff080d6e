import type { Words } from '../domain/words.js'
import { bytesOf, grown } from './column.js'
import { KeyTable } from './key-table.js'

/**
 * For each slot with that wish, the words of which the person wants one in common. Few have the wish, so it is not a part of their rows.
 */
export class WantedWords {
  readonly #slots = new KeyTable()
  readonly #length: number
  #words: Int32Array

  constructor(length: number) {
    this.#length = length
    this.#words = new Int32Array(16 * length)
  }

  put(slot: number, words: Words): void {
    const id = this.#slots.add(slot)
    this.#words = grown(this.#words, (id + 1) * this.#length)
    for (let word = 0; word < this.#length; word++) this.#words[id * this.#length + word] = words[word] ?? 0
  }

  /** Whether the wish of a slot that has one shares a word with these. */
  meets(slot: number, words: Words): boolean {
    const at = this.#slots.find(slot) * this.#length
    return words.some((word, index) => (word & this.#words[at + index]!) !== 0)
  }

  get bytes(): number {
    return this.#slots.bytes + bytesOf([this.#words])
  }
}
