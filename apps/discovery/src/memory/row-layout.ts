import { countSets } from '../domain/trait-layout.js'
import { traits, traitWords } from '../domain/traits.js'
import { wordCount } from '../domain/words.js'

// A person is a few numbers side by side, so that judging one touches one or two lines of the processor's cache. The birth day takes the
// upper 16 bits of its number, the hour of activity 20 bits beside the distance in 10 and two flags; heights are four numbers in one, the cell two.
export const slotAt = 0
export const rankAt = 1
export const birthAt = 2
export const activeKmAt = 3
export const heightsAt = 4
export const cellAt = 5
export const acceptedAt = 6
export const interestsAt = acceptedAt + traitWords
export const languagesAt = interestsAt + wordCount.interests
const end = languagesAt + wordCount.languages

/** The number of answer sets that 16 bits can tell apart, numbered from 1. */
const maxBeside = 0xffff

/** As long as 16 bits are enough for every possible set of answers, the number of a person's set shares a word with the birth day. */
const isBeside = countSets(traits) <= maxBeside
export const answersAt = isBeside ? birthAt : end
export const answersMask = isBeside ? maxBeside : -1

/** Twelve numbers with the facts of today. Each further word of traits adds one, and so do more than 65,535 possible sets. */
export const rowLength = isBeside ? end : end + 1

/** Rows lie in pages: growing then copies nothing and leaves little unused. */
export const pageBits = 12
export const pageMask = (1 << pageBits) - 1

export const wantsInterests = 1
export const wantsLanguages = 2

export const maxKmIn = (activeKm: number): number => (activeKm >>> 2) & 1023
