import { choiceUnknown } from './errors.js'

export const genders = ['WOMAN', 'MAN', 'NONBINARY'] as const
export const goals = ['LONG_TERM', 'SHORT_TERM', 'FRIENDSHIP', 'CHAT', 'UNDECIDED'] as const
export const habits = ['NEVER', 'SOMETIMES', 'OFTEN'] as const
export const childrenWishes = ['HAVE', 'WANT', 'DO_NOT_WANT', 'OPEN'] as const
export const educations = ['SCHOOL', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTORATE'] as const

export type Gender = (typeof genders)[number]
export type Goal = (typeof goals)[number]
export type Habit = (typeof habits)[number]
export type ChildrenWish = (typeof childrenWishes)[number]
export type Education = (typeof educations)[number]

/** The choice when it is one of those offered; throws CHOICE_UNKNOWN otherwise. */
export function readChoice<Choice extends string>(
  pointer: string,
  raw: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((known) => known === raw)
  if (choice === undefined) throw choiceUnknown(pointer)
  return choice
}

/** Like readChoice, but a choice that was not stated is null. */
export const readOptionalChoice = <Choice extends string>(
  pointer: string,
  raw: string | undefined,
  choices: readonly Choice[],
): Choice | null => (isStated(raw) ? readChoice(pointer, raw, choices) : null)

/** True when an enum field says something. */
export const isStated = (raw: string | undefined): raw is string => raw !== undefined && raw !== 'UNSPECIFIED'
