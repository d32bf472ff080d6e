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
  const town = townsByName().get(fold(city))
  return town === undefined ? [] : listNames(town)
}

let known: ReadonlyMap<string, Town> | undefined

function townsByName(): ReadonlyMap<string, Town> {
  if (known !== undefined) return known
  const towns = new Map<string, Town>()
  const learn = (town: Town, names: readonly string[]): void => {
    for (const text of names.map(fold)) if (!towns.has(text)) towns.set(text, town)
  }
  for (const town of allTowns()) learn(town, Object.values(town.names))
  for (const town of allTowns()) learn(town, town.aliases)
  return (known = towns)
}
