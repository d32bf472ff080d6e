import { fold } from './fold.js'
import { allTowns, type Town } from './town.js'

/** A word of a folded name with all that follows it, and its town. */
interface Entry {
  readonly text: string
  readonly town: number
  readonly isWhole: boolean
}

export interface Narrowing {
  /** ISO 3166-1 alpha-2; empty for the whole world. */
  readonly countries: readonly string[]
}

/**
 * The towns of whose names, here or elsewhere, a word begins with what was typed: those that are named so first, then those whose name begins so, the
 * larger first.
 */
export function findTowns(typed: string, limit: number, { countries }: Narrowing): Town[] {
  const wanted = fold(typed)
  if (wanted === '') return []
  const ranks = new Map<number, number>()
  const entries = allEntries()
  for (let at = firstAt(entries, wanted); entries[at]?.text.startsWith(wanted) === true; at++) {
    const { text, town, isWhole } = entries[at]!
    const rank = !isWhole ? 2 : text === wanted ? 0 : 1
    ranks.set(town, Math.min(rank, ranks.get(town) ?? rank))
  }
  const towns = allTowns()
  return [...ranks]
    .filter(([town]) => countries.length === 0 || countries.includes(towns[town]!.country))
    .sort(([one, rank], [other, otherRank]) => rank - otherRank || one - other)
    .slice(0, limit)
    .map(([town]) => towns[town]!)
}

let known: readonly Entry[] | undefined

/** By text. */
function allEntries(): readonly Entry[] {
  known ??= allTowns()
    .flatMap(({ names, aliases }, town) =>
      [...new Set([...Object.values(names), ...aliases].map(fold))].flatMap((name) => entriesOf(name, town)),
    )
    .sort((one, other) => compare(one.text, other.text))
  return known
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function entriesOf(name: string, town: number): Entry[] {
  const words = [...name.matchAll(/(?<= )\S/g)].map(({ index }) => ({
    text: name.slice(index),
    town,
    isWhole: false,
  }))
  return [{ text: name, town, isWhole: true }, ...words]
}

/** The index of the first text that is not before the wanted one (binary search). */
function firstAt(entries: readonly Entry[], wanted: string): number {
  let [from, to] = [0, entries.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (entries[middle]!.text < wanted) from = middle + 1
    else to = middle
  }
  return from
}
