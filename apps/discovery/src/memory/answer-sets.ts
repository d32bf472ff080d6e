import { traitWords } from '../domain/traits.js'
import type { Words } from '../domain/words.js'
import { bytesOf, grown } from './column.js'
import { KeyTable } from './key-table.js'

/** Sets of answers, each once, numbered from 1: many people say the same, and few of all possible sets are said. */
export class AnswerSets {
  /** The words of all sets, one after the other; its first place is nobody's. */
  words = new Int32Array(16 * traitWords)
  /** By fingerprint. A set whose fingerprint another one has goes by the next number that is free. */
  readonly #table = new KeyTable()

  /** The number of a set, which is new when it is not among the others. */
  add(words: Words): number {
    for (let key = fingerprint(words); ; key = (key + 1) | 0) {
      const known = this.#table.find(key)
      if (known === 0) return this.#enter(key, words)
      if (this.#isAt(known, words)) return known
    }
  }

  get bytes(): number {
    return this.#table.bytes + bytesOf([this.words])
  }

  #enter(key: number, words: Words): number {
    const id = this.#table.add(key)
    this.words = grown(this.words, (id + 1) * traitWords)
    for (let word = 0; word < traitWords; word++) this.words[id * traitWords + word] = words[word]!
    return id
  }

  #isAt(id: number, words: Words): boolean {
    for (let word = 0; word < traitWords; word++)
      if (this.words[id * traitWords + word] !== words[word]) return false
    return true
  }
}

/** The word itself when there is one alone. */
const fingerprint = (words: Words): number =>
  words.reduce((print, word) => Math.imul(print, 0x01000193) ^ word, 0)
