/** Characters that change the direction of text; no name needs them inside a sentence. */
const turning = /[\u202A-\u202E\u2066-\u2069]/gu
/** Letters that run from right to left, and the mark that counts as one. */
const rightToLeft = /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/**
 * Somebody's words for a place in a sentence: those that run from right to left stand between isolates (FSI, PDI), so that they
 * do not carry the words, numbers and signs around them along. All languages of Kindred run from left to right.
 */
export function isolated(words: string): string {
  const tame = words.replace(turning, '')
  return rightToLeft.test(tame) ? `\u2068${tame}\u2069` : tame
}
