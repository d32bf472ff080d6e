import { answerIn, type FilterFact, traitFacts, wishIn } from '@kindred/facts'

import { bitOf, bitsOf, checked, countWords, fillWords, maskOf, type TraitGroup } from './trait-layout.js'
import type { Words } from './words.js'

/** A fact that people can filter by, with its bits. */
export interface Trait extends TraitGroup {
  readonly fact: FilterFact
}

/** All traits. */
export const traits: readonly Trait[] = checked(
  traitFacts.map((fact) => ({
    code: fact.filter.of === 'filters' ? fact.filter.name : fact.name,
    answers: fact.answers,
    word: fact.bits.word,
    firstBit: fact.bits.first,
    fact,
  })),
)

/** How many words hold a person's answers, or those that a wish accepts. */
export const traitWords = countWords(traits)

const [gender, ...others] = traits.filter(({ fact }) => fact.filter.of === 'preferences') as [
  Trait,
  ...Trait[],
]
// Gender is the one trait that every wish names: lists and indexes are divided by it, and wishes are stored with it.
if (others.length > 0)
  throw new RangeError(`discovery has no room for a second preference, ${others[0]!.code}`)

/** The genders that can be matched; a newer profile service may know more. */
export const genders: readonly string[] = gender.answers

/** The genders of a wish or of a person, as numbers from 0. */
export const gendersOf = (words: Words): number[] =>
  genders.flatMap((each, index) => ((words[genderWord]! & bitOf(gender, each)) === 0 ? [] : [index]))

/** The index of the word that contains the gender. */
export const genderWord = gender.word

/** The gender in this word, as a number from 0; 0 when there is none. */
export const genderIn = (word: number): number =>
  Math.max(0, 31 - Math.clz32((word & maskOfGender) >>> gender.firstBit))

const maskOfGender = maskOf(gender)

/** The bits of somebody with these answers. An unknown answer counts as not stated, for a trait that may be left unstated. */
export const traitsBy = (answerTo: (trait: Trait) => string): Words =>
  fillWords(
    traits,
    (trait) => bitOf(trait, answerTo(trait)) || (trait.fact.isRequired ? 0 : bitOf(trait, trait.answers[0]!)),
  )

/** The bits of what a profile says. */
export const traitsOf = (profile: object): Words => traitsBy(({ fact }) => answerIn(fact, profile))

/** Whether a person has an answer for every trait. Whoever lacks one that every profile must state is shown to nobody. */
export const answersAll = (words: Words): boolean =>
  traits.every((trait) => (words[trait.word]! & maskOf(trait)) !== 0)

/** Whom a person wants to see, as far as traits go. */
export interface TraitWishes {
  readonly wantedGenders: readonly string[]
  /** As the contract's CandidateFilters; what is left out asks for nothing. */
  readonly filters?: object | undefined
}

/** The bits of everybody whom a person wants to see. */
export const acceptedTraits = (wishes: TraitWishes): Words =>
  fillWords(traits, (trait) => bitsAccepted(trait, wishes))

/** The bits of everybody who may see a person with these wishes: a filter that holds only one way excludes no viewer. */
export const acceptedViewers = (wishes: TraitWishes): Words =>
  fillWords(traits, (trait) => (trait.fact.filter.bothWays ? bitsAccepted(trait, wishes) : maskOf(trait)))

function bitsAccepted(trait: Trait, { wantedGenders, filters = {} }: TraitWishes): number {
  const wanted = trait === gender ? wantedGenders : wishIn(trait.fact, filters)
  return wanted.length === 0 ? maskOf(trait) : bitsOf(trait, wanted)
}

/** True when a wish excludes some answer of a trait. */
export const narrows = (accepted: Words, trait: Trait): boolean =>
  (accepted[trait.word]! & maskOf(trait)) !== maskOf(trait)
