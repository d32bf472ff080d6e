import { facts } from './facts-for-now.js'
import { bitOf, bitsOf, countWords, fillWords, layOut, maskOf, type PlacedGroup } from './trait-layout.js'
import { type Words } from './words.js'

type Fact = (typeof facts)[number]

/** What a person says, in the words of the contract; who leaves something out says nothing of it. */
export type Traits = { readonly [F in Fact as F['field']]?: string | boolean }

/** Which answers a wish accepts. An empty list, false, and what is left out accept all. */
export type AcceptedTraits = {
  readonly [F in Exclude<Fact, { code: 'gender' }> as F['filter']]?: readonly string[] | boolean
}

/** A group of answers, by the names of the contract. */
export interface Trait extends PlacedGroup {
  /** Where a person's answer stands. */
  readonly field: keyof Traits
  /** Where the answers stand that a wish accepts. */
  readonly filter: string
}

/** All traits, in the order of their bits. */
export const traits: readonly Trait[] = layOut(facts)

/** How many words hold a person's answers, or those that a wish accepts. */
export const traitWords = countWords(traits)

// Gender is the one trait that everybody states and every wish names; lists and indexes go by it.
const gender = traits.find(({ code }) => code === 'gender')!

/** Nobody of another gender can be matched: a newer profile service may know more of them. */
export const genders: readonly string[] = gender.answers

/** The genders of a wish or of a person, as numbers from 0. */
export const gendersOf = (words: Words): number[] =>
  genders.flatMap((each, index) => ((words[genderWord]! & bitOf(gender, each)) === 0 ? [] : [index]))

/** Which of a person's words tells the gender. */
export const genderWord = gender.word

/** The gender that this word tells, as a number from 0; 0 when it tells none. */
export const genderIn = (word: number): number =>
  Math.max(0, 31 - Math.clz32((word & maskOfGender) >>> gender.firstBit))

const maskOfGender = maskOf(gender)

/** A person's answers; one that is not known here counts as the first, which stands for none. */
export const traitsOf = (person: Traits): Words => fillWords(traits, (trait) => saying(trait, person))

function saying(trait: Trait, person: Traits): number {
  const said = person[trait.field]
  const answer = typeof said === 'boolean' ? yesOrNo(said) : (said ?? '')
  return bitOf(trait, answer) || (trait === gender ? 0 : bitOf(trait, trait.answers[0]!))
}

const yesOrNo = (said: boolean): string => (said ? 'YES' : 'NO')

/** The answers of everybody whom a wish accepts. */
export function acceptedTraits(wantedGenders: readonly string[], filters: AcceptedTraits): Words {
  const wanted: Readonly<Record<string, unknown>> = { ...filters, [gender.filter]: wantedGenders }
  return fillWords(traits, (trait) => accepting(trait, wanted[trait.filter]))
}

function accepting(trait: Trait, wanted: unknown): number {
  if (wanted === true) return bitOf(trait, 'YES')
  return Array.isArray(wanted) && wanted.length > 0 ? bitsOf(trait, wanted) : maskOf(trait)
}

/** True when a wish accepts a person. */
export const accepts = (accepted: Words, answers: Words): boolean =>
  answers.every((word, at) => (word & accepted[at]!) === word)

/** True when a wish accepts not every answer of a trait. */
export const narrows = (accepted: Words, trait: Trait): boolean =>
  (accepted[trait.word]! & maskOf(trait)) !== maskOf(trait)
