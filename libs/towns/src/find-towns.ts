import { fold } from './fold.js'
import { allPlaces, allTowns, type Town, townAt } from './town.js'

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
  const learn = (town: number, rank: number): void =>
    void ranks.set(town, Math.min(rank, ranks.get(town) ?? rank))
  for (const { town, isWhole } of listNamed(wanted)) learn(town, isWhole ? 0 : 1)
  for (const town of listWithWord(wanted)) learn(town, 2)
  const placedIn = countries.length === 0 ? undefined : allPlaces().countries
  return [...ranks]
    .filter(([town]) => placedIn === undefined || countries.includes(placedIn[town]!))
    .sort(([one, rank], [other, otherRank]) => rank - otherRank || one - other)
    .slice(0, limit)
    .map(([town]) => townAt(town))
}

/** Everything that towns are called, folded, as one text: as strings of their own the names and their words would take 40 MB. */
interface Names {
  /** `|name|name` of each town, and a `|` at the end. */
  readonly text: string
  /** Where each town begins. */
  readonly starts: Uint32Array
}

let known: Names | undefined
const allNames = (): Names => (known ??= readNames())

function readNames(): Names {
  const parts: string[] = []
  const starts: number[] = []
  let length = 0
  for (const { names, aliases } of allTowns()) {
    const own = `|${[...new Set([...Object.values(names), ...aliases].map(fold))].join('|')}`
    starts.push(length)
    parts.push(own)
    length += own.length
  }
  return { text: `${parts.join('')}|`, starts: Uint32Array.from(starts) }
}

/** Towns with a name that begins so, and whether that is all of it. */
function* listNamed(wanted: string): Generator<{ readonly town: number; readonly isWhole: boolean }> {
  const { text } = allNames()
  for (const at of listPlaces(`|${wanted}`))
    yield { town: townOf(at), isWhole: text[at + 1 + wanted.length] === '|' }
}

/** Towns with a name of which a later word begins so. */
function* listWithWord(wanted: string): Generator<number> {
  for (const at of listPlaces(` ${wanted}`)) yield townOf(at)
}

function* listPlaces(part: string): Generator<number> {
  const { text } = allNames()
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) yield at
}

/** The last town that begins at or before a place of the text (binary search). */
function townOf(at: number): number {
  const { starts } = allNames()
  let [from, to] = [0, starts.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (starts[middle]! <= at) from = middle + 1
    else to = middle
  }
  return from - 1
}
