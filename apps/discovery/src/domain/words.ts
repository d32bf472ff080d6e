/** A set of catalogue ids as bits, 32 to a number: signed, as PostgreSQL's integer. */
export type Words = readonly number[]

/** How many numbers hold the interests, and how many the languages. */
export const wordCount = { interests: 3, languages: 2 } as const

/** The bits of these positions; a position that does not fit is left out. */
export function wordsOf(positions: readonly number[], count: number): Words {
  const words = new Array<number>(count).fill(0)
  for (const position of positions) if (position < 32 * count) words[position >>> 5]! |= 1 << (position & 31)
  return words
}

/** True when both sets have something in common. */
export const meets = (one: Words, other: Words): boolean => one.some((word, at) => (word & other[at]!) !== 0)
