import { type Words } from './words.js'

/** Answers to one question, which exclude each other. */
export interface TraitGroup {
  /** As the contract's filter is named. */
  readonly code: string
  readonly answers: readonly string[]
}

/** A group, and the bits that stand for its answers: all in one word, so that one mask tests them. */
export interface PlacedGroup extends TraitGroup {
  readonly word: number
  /** The bit of the first answer; the others follow. */
  readonly firstBit: number
}

/** Which bit stands for which answer. */
export type TraitLayout = readonly PlacedGroup[]

const bitsPerWord = 32

/** Gives each answer a bit of its own, in as many words as that takes. */
export function layOut<Group extends TraitGroup>(groups: readonly Group[]): (Group & PlacedGroup)[] {
  let [word, firstFree] = [0, 0]
  return groups.map((group) => {
    const { length } = group.answers
    if (length > bitsPerWord) throw new RangeError(`${group.code} has more than ${bitsPerWord} answers`)
    if (firstFree + length > bitsPerWord) [word, firstFree] = [word + 1, 0]
    const placed = { ...group, word, firstBit: firstFree }
    firstFree += length
    return placed
  })
}

/** How many words a layout takes. */
export const countWords = (layout: TraitLayout): number => 1 + Math.max(0, ...layout.map(({ word }) => word))

/** How many sets there are of one answer to each question. */
export const countSets = (groups: readonly TraitGroup[]): number =>
  groups.reduce((sets, { answers }) => sets * answers.length, 1)

/** The bit of an answer in its group's word, as a signed 32-bit number; 0 for one that is not known here. */
export function bitOf({ answers, firstBit }: PlacedGroup, answer: string): number {
  const at = answers.indexOf(answer)
  return at === -1 ? 0 : 1 << (firstBit + at)
}

/** The bits of some answers; all that are not known here are left out. */
export const bitsOf = (group: PlacedGroup, answers: readonly string[]): number =>
  answers.reduce((bits, answer) => bits | bitOf(group, answer), 0)

/** All bits of a group. */
export const maskOf = (group: PlacedGroup): number => bitsOf(group, group.answers)

/** The words of a layout, with the bits of each group in its place. */
export function fillWords<Group extends PlacedGroup>(
  layout: readonly Group[],
  bits: (group: Group) => number,
): Words {
  const words = new Array<number>(countWords(layout)).fill(0)
  for (const group of layout) words[group.word]! |= bits(group)
  return words
}

/** What a person's words say to the question of a group; undefined when no bit of it is set. */
export const answerIn = (group: PlacedGroup, words: Words): string | undefined =>
  group.answers.find((answer) => (words[group.word]! & bitOf(group, answer)) !== 0)
