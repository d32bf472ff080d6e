import { fold } from './fold.js'
import { allTowns, type Town, townAt, type TownLanguage, townLanguages } from './town.js'

/** A name in one language. */
export interface TownName {
  readonly language: TownLanguage
  readonly name: string
}

/** The names of a town, one a language. */
export const listNames = ({ names }: Pick<Town, 'names'>): TownName[] =>
  townLanguages.map((language) => ({ language, name: names[language] }))

/** The names of the largest town that is called so, here or else anywhere; none for what is no town's name. */
export const namesOf = (city: string): TownName[] => [...(remembered.get(city) ?? remember(city))]

function remember(city: string): readonly TownName[] {
  const names = findNames(city)
  // People live in a few towns of all; what nobody asks for any more goes with the rest.
  if (remembered.size === maxRemembered) remembered.clear()
  remembered.set(city, names)
  return names
}

const maxRemembered = 2_000
const remembered = new Map<string, readonly TownName[]>()

function findNames(city: string): readonly TownName[] {
  if (city === '') return []
  // Most names come from the list of towns, letter by letter; to fold all names takes ten times as long as to read them.
  const town = asWritten().find(city) ?? folded().find(fold(city))
  return town === undefined ? [] : listNames(town)
}

const asWritten = once(() => indexBy((name) => name))
const folded = once(() => indexBy(fold))

interface Index {
  /** The largest town with this name of its own, or else with this other name. */
  find(key: string): Town | undefined
}

/** Names are kept as hashes with the numbers of their towns, 8 bytes each: a map of all names would take 25 MB. */
function indexBy(keyOf: (name: string) => string): Index {
  const found: number[] = []
  let at = 0
  for (const { names, aliases } of allTowns()) {
    for (const key of new Set([...Object.values(names), ...aliases].map(keyOf)))
      found.push(hashOf(key) * maxTowns + at)
    at++
  }
  const entries = Float64Array.from(found).sort()
  return {
    find(key) {
      const isIt = (name: string): boolean => keyOf(name) === key
      const towns = townsAt(entries, hashOf(key)).map(townAt)
      return (
        towns.find(({ names }) => Object.values(names).some(isIt)) ??
        towns.find(({ aliases }) => aliases.some(isIt))
      )
    },
  }
}

const maxTowns = 2 ** 20

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** The numbers of the towns that stand with a hash, the largest town first. */
function townsAt(entries: Float64Array, hash: number): number[] {
  const towns: number[] = []
  let [from, to] = [0, entries.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (entries[middle]! < hash * maxTowns) from = middle + 1
    else to = middle
  }
  for (; from < entries.length && entries[from]! < (hash + 1) * maxTowns; from++)
    towns.push(entries[from]! - hash * maxTowns)
  return towns
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
