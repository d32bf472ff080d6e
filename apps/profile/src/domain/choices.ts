import { choiceUnknown } from './errors.js'

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
