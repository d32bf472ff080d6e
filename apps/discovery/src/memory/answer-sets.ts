import { traitWords } from '../domain/traits.js'
import type { Words } from '../domain/words.js'
import { bytesOf, grown } from './column.js'
import { KeyTable } from './key-table.js'

/**
 * The distinct sets of answers, numbered from 1. There are far fewer of them than people, so a person's row holds a number instead of a
 * set.
 */
export class AnswerSets {
  /** The words of all sets, in the order of their numbers; the place of number 0 is unused. */
  words = new Int32Array(16 * traitWords)
  /** Numbers by fingerprint. A set whose fingerprint another set has takes the next free fingerprint. */
  readonly #table = new KeyTable()

  /** The number of a set, which is added when it is new. */
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

/** A hash of the words; a single word is its own. */
const fingerprint = (words: Words): number =>
  words.reduce((print, word) => Math.imul(print, 0x01000193) ^ word, 0)
