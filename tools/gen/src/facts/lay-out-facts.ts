import type { FactRow } from './read-facts.js'

/** Bits of one word: what PostgreSQL's integer and JavaScript's bit operators hold. */
const wordBits = 32
/** Words that a row of discovery's index has room for. */
const maxWords = 4

/** A fact with the place of its first bit; a fact that nobody filters by needs none. */
export type PlacedFact = FactRow & { readonly bits?: { readonly word: number; readonly first: number } }

/** Gives each answer of a fact with a filter its own bit. Throws when a fact's answers are more than a word holds, or all of them more than the words. */
export function layOutFacts(facts: readonly FactRow[]): PlacedFact[] {
  let [word, next] = [0, 0]
  return facts.map((fact) => {
    if (fact.filter === undefined) return fact
    const { length } = fact.answers
    if (length > wordBits)
      throw new RangeError(
        `${fact.name} has ${length} answers, and a word has ${wordBits} bits: split the fact`,
      )
    if (next + length > wordBits) [word, next] = [word + 1, 0]
    if (word >= maxWords)
      throw new RangeError(
        `${fact.name} does not fit: facts with filters fill ${maxWords} words of ${wordBits} bits`,
      )
    const bits = { word, first: next }
    next += length
    return { ...fact, bits }
  })
}
