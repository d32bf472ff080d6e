import { traitWords } from '../domain/traits.js'
import { wordCount, type Words } from '../domain/words.js'

/** A set of bits that every candidate has. */
export type WordSet = 'traits' | 'accepted' | keyof typeof wordCount

/** The columns of some sets: each set has one column per word, numbered from 0. */
export type WordColumns<Name extends WordSet = WordSet> = Record<`${Name}_${number}`, number>

const named = <Name extends WordSet>(set: Name, count: number): `${Name}_${number}`[] =>
  Array.from({ length: count }, (_, word) => `${set}_${word}` as const)

/** The names of the columns of each set. */
export const columnsOf = {
  traits: named('traits', traitWords),
  accepted: named('accepted', traitWords),
  interests: named('interests', wordCount.interests),
  languages: named('languages', wordCount.languages),
} as const satisfies Record<WordSet, readonly string[]>

/** The columns of all sets, in the order in which they are copied and in which the indexes cover them. */
export const wordColumns: readonly string[] = Object.values(columnsOf).flat()

/** Reads a set's words from a row. */
export const wordsIn = <Name extends WordSet>(row: WordColumns<Name>, set: Name): Words =>
  (columnsOf[set] as readonly `${Name}_${number}`[]).map((column) => row[column])

/** A set's words as the values of its columns. */
export const inColumns = <Name extends WordSet>(set: Name, words: Words): WordColumns<Name> =>
  Object.fromEntries(columnsOf[set].map((column, word) => [column, words[word]!])) as WordColumns<Name>

/**
 * What filters and score read of a candidate. Beside the keys of an index these are all its columns: a query that reads any other fetches
 * every row from the table.
 */
export const coveredColumns: readonly string[] = [
  ...[
    'active_hour',
    'birth_day',
    'min_age',
    'max_age',
    'max_km',
    'height',
    'min_height',
    'max_height',
    'x',
    'y',
    'z',
  ],
  ...['wanted_interests', 'wanted_languages'],
  ...wordColumns,
]
