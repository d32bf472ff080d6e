import { chord2, chord2Of } from '../src/domain/place.js'
import type { PoolCounts, Wider } from '../src/domain/pool.js'
import type { Found, Person, Search } from '../src/domain/search.js'
import { traits } from '../src/domain/traits.js'
import type { Words } from '../src/domain/words.js'
import type { Around } from '../src/memory/people-index.js'

// The rules once more, from their description, with nothing of the index: slow and plain.

/** Whole kilometres between two people, rounded down, 1,000 at most. */
function kilometres(one: Person, other: Person): number {
  const square = chord2(one, other)
  let km = Math.min(1000, Math.floor(2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(square) / 2))))
  while (km < 1000 && chord2Of(km + 1) <= square) km++
  while (chord2Of(km) > square) km--
  return km
}

function bits(word: number): number {
  let count = 0
  for (let left = word; left !== 0; left &= left - 1) count++
  return count
}

const traitsThatFail = (accepted: Words, answers: Words): string[] =>
  traits
    .filter(({ word, firstBit, answers: all }) => {
      const both = (accepted[word]! & answers[word]!) >>> firstBit
      return all.every((_answer, at) => ((both >>> at) & 1) === 0)
    })
    .map(({ code }) => code)

const common = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, word, at) => sum + bits(word & other[at]!), 0)

const heightFails = (height: number, least: number, most: number): boolean =>
  (least > 0 && (height === 0 || height < least)) || (most > 0 && (height === 0 || height > most))

function theyRefuse(person: Person, { viewer, age }: Search): boolean {
  return (
    traitsThatFail(person.accepted, viewer.traits).length > 0 ||
    age < person.minAge ||
    age > person.maxAge ||
    kilometres(person, viewer) >= person.maxKm ||
    heightFails(viewer.height, person.minHeight, person.maxHeight) ||
    (person.wantedInterests !== undefined && common(person.wantedInterests, viewer.interests) === 0) ||
    (person.wantedLanguages !== undefined && common(person.wantedLanguages, viewer.languages) === 0)
  )
}

/** Every filter that hides the person. */
function failures(person: Person, search: Search, seen: ReadonlySet<number>): string[] {
  const failed = traitsThatFail(search.accepted, person.traits)
  if (person.birthDay < search.bornFrom || person.birthDay > search.bornUntil) failed.push('age')
  if (kilometres(person, search.viewer) >= search.maxKm) failed.push('distance')
  if (theyRefuse(person, search)) failed.push('theirs')
  if (seen.has(person.slot)) failed.push('seen')
  if (search.wantedInterests && common(search.wantedInterests, person.interests) === 0)
    failed.push('interests')
  if (search.wantedLanguages && common(search.wantedLanguages, person.languages) === 0)
    failed.push('languages')
  if (heightFails(person.height, search.minHeight, search.maxHeight)) failed.push('height')
  return failed
}

const isThere = (person: Person, search: Search): boolean =>
  person.slot !== search.viewer.slot && person.activeHour > search.nowHour - 720

function judgeOne(person: Person, search: Search, likers: ReadonlySet<number>): Found {
  const km = kilometres(person, search.viewer)
  const recency = (person.activeHour - search.nowHour + 720) * 1000
  const closeness =
    km < search.scaleKm ? Math.trunc((search.distanceUnits * (search.scaleKm - km)) / search.scaleKm) : 0
  const score =
    person.rank -
    (search.nowHour - 720) * 1000 +
    Math.trunc((recency * search.extraActivityPercent) / 100) +
    closeness +
    search.interestUnits * Math.min(5, common(person.interests, search.viewer.interests)) +
    (likers.has(person.slot) ? 1_008_000 : 0)
  return { slot: person.slot, score, km }
}

/** Everybody whom the search shows, the best first. */
export function findPlainly(people: Iterable<Person>, search: Search, around: Around): Found[] {
  const [seen, likers] = [new Set(around.seen), new Set(around.likers)]
  return [...people]
    .filter((person) => isThere(person, search) && failures(person, search, seen).length === 0)
    .map((person) => judgeOne(person, search, likers))
    .sort((a, b) => b.score - a.score || a.slot - b.slot)
}

/** What each filter hides. */
export function countPlainly(
  people: Iterable<Person>,
  search: Search,
  around: Around,
  wider: Wider,
): PoolCounts {
  const [seen, apart] = [new Set(around.seen), new Set(around.apart)]
  const near = [...people].filter(
    (person) =>
      isThere(person, search) &&
      !apart.has(person.slot) &&
      kilometres(person, search.viewer) < Math.max(wider.maxKm, search.maxKm),
  )
  const alone = near.flatMap((person) => {
    const failed = failures(person, search, seen)
    return failed.length === 1 ? [{ code: failed[0]!, person }] : []
  })
  const others = ['age', 'distance', 'theirs', 'seen', 'interests', 'languages', 'height']
  const codes = [...traits.map(({ code }) => code), ...others]
  const hides = Object.fromEntries(
    codes.map((code) => [code, alone.filter((one) => one.code === code).length]),
  )
  return {
    total: near.filter((person) => failures(person, search, seen).length === 0).length,
    hides: hides,
    addsAge: alone.filter(
      ({ code, person }) =>
        code === 'age' && person.birthDay >= wider.bornFrom && person.birthDay <= wider.bornUntil,
    ).length,
  }
}
