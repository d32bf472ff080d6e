import type { ChoiceName, FactFilters, OwnTextName } from '@kindred/facts'

import type { PlacedTextName } from './fact-texts.js'

type Kebab<Name extends string> = Name extends `${infer First}_${infer Rest}`
  ? `${First}-${Kebab<Rest>}`
  : Name

const kebab = <Name extends string>(name: Name) => name.replaceAll('_', '-') as Kebab<Name>

/** What a form calls a fact or a text. */
export const formKey = (name: ChoiceName | OwnTextName) => `form-${kebab(name)}` as const

/** What a form says of a text that is too long, or that the server refused. */
export const textErrorKey = (name: OwnTextName) => `form-error-${kebab(name)}` as const

/** What a filter by a fact is called. */
export const filterKey = (filter: keyof FactFilters) => `filters-${kebab(filter)}` as const

/** What a person's page tells among the facts: neither what every profile states nor a text with a place of its own. */
type ToldName = Exclude<ChoiceName | OwnTextName, 'gender' | PlacedTextName>

/** What a person's page calls a fact or a text among them. */
export function personKey(name: ChoiceName | OwnTextName) {
  const told = name as ToldName
  return `person-${kebab(told)}` as const
}

/** Whom a filter hides. */
export const hiddenKey = (filter: keyof FactFilters) => `pool-why-${kebab(filter)}` as const
