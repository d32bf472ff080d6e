import { traitWords } from '../src/domain/traits.js'
import type { Words } from '../src/domain/words.js'

/** Columns of whole numbers, by slot; slots begin at 1. */
const wholes = [
  'cell',
  'activeHour',
  'completeness',
  'likesReceived',
  'swipesReceived',
  'rank',
  'birthDay',
  'gender',
  'minAge',
  'maxAge',
  'maxKm',
  'height',
  'minHeight',
  'maxHeight',
  'interests0',
  'interests1',
  'interests2',
  'languages0',
  'languages1',
  'wantsInterests',
  'wantedInterests0',
  'wantedInterests1',
  'wantedInterests2',
  'wantsLanguages',
  'wantedLanguages0',
  'wantedLanguages1',
  'paused',
  'heavy',
  'home',
  'distancePercent',
  'interestsPercent',
  'activityPercent',
] as const

type WholeColumn = (typeof wholes)[number]

/** All people of a bench, a plain array for each thing to know of them. A row costs 150 bytes, so a million fit beside everything else. */
export type People = Readonly<Record<WholeColumn, Int32Array>> & {
  readonly count: number
  readonly nowHour: number
  /** The words of everybody's answers and of what they accept, one person after the other; see wordsOf. */
  readonly traits: Int32Array
  readonly accepted: Int32Array
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  /** The filters of facts in the words of the contract, of those who have some. */
  readonly filters: Map<number, object>
}

/** The words of a person in one of the two columns that have some. */
export const wordsOf = (column: Int32Array, slot: number): Words => [
  ...column.subarray(slot * traitWords, (slot + 1) * traitWords),
]

/** Notes the words of a person. */
export const setWords = (column: Int32Array, slot: number, words: Words): void =>
  column.set(words, slot * traitWords)

/** Room for so many people. */
export function emptyPeople(count: number, nowHour: number): People {
  const columns = Object.fromEntries(wholes.map((name) => [name, new Int32Array(count + 1)]))
  const axes = {
    x: new Float32Array(count + 1),
    y: new Float32Array(count + 1),
    z: new Float32Array(count + 1),
  }
  const words = {
    traits: new Int32Array((count + 1) * traitWords),
    accepted: new Int32Array((count + 1) * traitWords),
  }
  return {
    ...(columns as Record<WholeColumn, Int32Array>),
    ...words,
    ...axes,
    count,
    nowHour,
    filters: new Map(),
  }
}

/** No city: somewhere in the country. */
export const rural = -1
