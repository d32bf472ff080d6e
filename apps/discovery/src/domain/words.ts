/** A set as bits, 32 to a number: signed, as PostgreSQL's integer. */
export type Words = readonly number[]

/** How many numbers hold the interests, and how many the languages. */
export const wordCount = { interests: 3, languages: 2 } as const

/** The bits of these positions; a position that does not fit is left out. */
export function wordsOf(positions: readonly number[], count: number): Words {
  const words = new Array<number>(count).fill(0)
  for (const position of positions) if (position < 32 * count) words[position >>> 5]! |= 1 << (position & 31)
  return words
}

/** How many bits of a signed 32-bit number are set. */
export function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
