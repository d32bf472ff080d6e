import { beforeAll, expect, it } from 'vitest'

import { weightUnits } from '../src/domain/score.js'
import type { Found, Person, Search } from '../src/domain/search.js'
import { acceptedTraits } from '../src/domain/traits.js'
import { createPeopleIndex, type IndexOptions, type PeopleIndex } from '../src/memory/people-index.js'
import { findPlainly } from './memory-oracle.js'
import { createRandom, makePerson, makeSearch } from './memory-world.js'

const size = 100_000
const limit = 20
const nobody = { seen: [], apart: [], likers: [] }
const riga = [56.95, 24.11] as const

type Find = (search: Search) => Found[]

let people: Person[]
let index: PeopleIndex
let questions: { search: Search; best: Found[] }[]

beforeAll(() => {
  const random = createRandom(20)
  people = Array.from({ length: size }, (_, at) => makePerson(random, at + 1, riga))
  index = fill(people)
  questions = [1, 2, 3].map((number) => {
    const search = {
      ...makeSearch(random, { ...people[number]!, interests: [0xff, 0, 0] }),
      accepted: acceptedTraits({ wantedGenders: [] }),
      minHeight: 0,
      maxHeight: 0,
      wantedInterests: undefined,
      wantedLanguages: undefined,
      age: 30,
      bornFrom: 0,
      bornUntil: 20_000,
      extraActivityPercent: 0,
      maxKm: 50,
      scaleKm: 50,
      distanceUnits: weightUnits.distance,
      interestUnits: weightUnits.interests / 5,
    }
    return { search, best: findPlainly(people, search, nobody).slice(0, limit) }
  })
})

function fill(everybody: readonly Person[], options: IndexOptions = {}): PeopleIndex {
  const index = createPeopleIndex(options)
  for (const person of everybody) index.put(person)
  return index
}

/** The comparison that each broken search below must fail. */
function expectTheBest(find: Find): void {
  for (const { search, best } of questions) expect(find(search)).toEqual(best)
}

/** The part of the true best that is found. */
function recall(find: Find): number {
  const hits = questions.flatMap(({ search, best }) => {
    const slots = new Set(find(search).map(({ slot }) => slot))
    return best.map(({ slot }) => slots.has(slot))
  })
  return hits.filter(Boolean).length / hits.length
}

it('finds the true best of a hundred thousand', () => {
  expect(questions.map(({ best }) => best.length)).toEqual([limit, limit, limit])
  expectTheBest((search) => index.find(search, nobody, limit))
})

it('sees that a fixed pool of the most recently active loses people', () => {
  const recent = people.toSorted((a, b) => b.activeHour - a.activeHour).slice(0, 1000)
  const fixedPool: Find = (search) =>
    index
      .judge(
        search,
        nobody,
        recent.map(({ slot }) => slot),
      )
      .sort((a, b) => b.score - a.score || a.slot - b.slot)
      .slice(0, limit)
  expect(() => expectTheBest(fixedPool)).toThrow()
  expect(recall(fixedPool)).toBeLessThan(0.7)
})

it('sees that nobody asked the other side', () => {
  const anyone = {
    accepted: acceptedTraits({ wantedGenders: [] }),
    minAge: 0,
    maxAge: 200,
    maxKm: 1000,
    minHeight: 0,
    maxHeight: 0,
  }
  const wordless = { wantedInterests: undefined, wantedLanguages: undefined }
  const unasked = fill(people.map((person) => ({ ...person, ...anyone, ...wordless })))
  expect(() => expectTheBest((search) => unasked.find(search, nobody, limit))).toThrow()
})

it('sees that a bound which is rounded down stops the search too early', () => {
  const tenth = 288_000
  const rounding = fill(people, { bound: (units) => Math.floor(units / tenth) * tenth })
  const rounded: Find = (search) => rounding.find(search, nobody, limit)
  expect(() => expectTheBest(rounded)).toThrow()
  expect(recall(rounded)).toBeLessThan(1)
})
