import { fold } from './fold.js'
import { allTowns, type Town, type TownLanguage, townLanguages } from './town.js'

/** A name in one language. */
export interface TownName {
  readonly language: TownLanguage
  readonly name: string
}

/** The names of a town, one a language. */
export const listNames = ({ names }: Pick<Town, 'names'>): TownName[] =>
  townLanguages.map((language) => ({ language, name: names[language] }))

/** The names of the largest town that is called so, here or else anywhere; none for what is no town's name. */
export function namesOf(city: string): TownName[] {
  if (city === '') return []
  // Most names come from the list of towns, letter by letter; to fold all names takes ten times as long as to read them.
  const town = asWritten().get(city) ?? folded().get(fold(city))
  return town === undefined ? [] : listNames(town)
}

const asWritten = once(() => indexBy((name) => name))
const folded = once(() => indexBy(fold))

function indexBy(keyOf: (name: string) => string): ReadonlyMap<string, Town> {
  const towns = new Map<string, Town>()
  const learn = (town: Town, names: readonly string[]): void => {
    for (const key of names.map(keyOf)) if (!towns.has(key)) towns.set(key, town)
  }
  for (const town of allTowns()) learn(town, Object.values(town.names))
  for (const town of allTowns()) learn(town, town.aliases)
  return towns
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
