import type { Words } from './words.js'

/** Answers that exclude each other, and the bits that stand for them: all in one word, so that one mask tests them. */
export interface TraitGroup {
  /** The filter's code in the contract. */
  readonly code: string
  readonly answers: readonly string[]
  readonly word: number
  /** The bit of the first answer; the others follow. */
  readonly firstBit: number
}

/** Which bit stands for which answer. */
export type TraitLayout = readonly TraitGroup[]

/** Returns the layout; throws when two answers share a bit. */
export function checked<Group extends TraitGroup>(layout: readonly Group[]): readonly Group[] {
  const taken: number[] = []
  for (const { code, answers, word, firstBit } of layout) {
    const mask = maskOf({ code, answers, word, firstBit })
    if (firstBit + answers.length > 32 || ((taken[word] ?? 0) & mask) !== 0)
      throw new RangeError(`an answer of ${code} has no bit of its own`)
    taken[word] = (taken[word] ?? 0) | mask
  }
  return layout
}

/** How many words a layout takes. */
export const countWords = (layout: TraitLayout): number => 1 + Math.max(...layout.map(({ word }) => word))

/** The number of possible sets of one answer from each group. */
export const countSets = (layout: TraitLayout): number =>
  layout.reduce((sets, { answers }) => sets * answers.length, 1)

/** The bit of an answer in its group's word, as a signed 32-bit number; 0 for one that is not known here. */
export function bitOf({ answers, firstBit }: TraitGroup, answer: string): number {
  const at = answers.indexOf(answer)
  return at === -1 ? 0 : 1 << (firstBit + at)
}

/** The bits of some answers; those that are not known here are left out. */
export const bitsOf = (group: TraitGroup, answers: readonly string[]): number =>
  answers.reduce((bits, answer) => bits | bitOf(group, answer), 0)

/** All bits of a group. */
export const maskOf = (group: TraitGroup): number => bitsOf(group, group.answers)

/** The words of a layout, with the bits of each group in their place. */
export function fillWords<Group extends TraitGroup>(
  layout: readonly Group[],
  bits: (group: Group) => number,
): Words {
  const words = new Array<number>(countWords(layout)).fill(0)
  for (const group of layout) words[group.word]! |= bits(group)
  return words
}

/** The answer whose bit is set; undefined when none is. */
export const answerAt = (group: TraitGroup, words: Words): string | undefined =>
  group.answers.find((answer) => (words[group.word]! & bitOf(group, answer)) !== 0)
