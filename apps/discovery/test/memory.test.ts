import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Wider } from '../src/domain/pool.js'
import type { Person } from '../src/domain/search.js'
import { acceptedTraits, traitsOf } from '../src/domain/traits.js'
import { type Around, createPeopleIndex, type PeopleIndex } from '../src/memory/people-index.js'
import { countPlainly, findPlainly } from './memory-oracle.js'
import {
  type Anchor,
  anchors,
  createRandom,
  makePerson,
  makeSearch,
  nowHour,
  type Random,
} from './memory-world.js'

const anyAnswer = acceptedTraits({ wantedGenders: [] })

const worlds = {
  seed: fc.nat(),
  size: fc.integer({ min: 0, max: 300 }),
  limit: fc.integer({ min: 1, max: 30 }),
}

interface World {
  /** One or two places, so that people meet. */
  readonly anchors: readonly Anchor[]
  readonly people: Map<number, Person>
  readonly index: PeopleIndex
}

function makeWorld(random: Random, size: number): World {
  const world = {
    anchors: [random.pick(anchors), random.pick(anchors)],
    people: new Map(),
    index: createPeopleIndex(),
  }
  for (let slot = 1; slot <= size; slot++) settle(world, makePerson(random, slot, random.pick(world.anchors)))
  return world
}

function settle({ people, index }: World, person: Person): void {
  people.set(person.slot, person)
  index.put(person)
}

function makeAround(random: Random, size: number): Around {
  const some = (most: number): number[] =>
    Array.from({ length: random.below(most) }, () => 1 + random.below(size + 9))
  const apart = some(10)
  return { seen: [...some(30), ...apart], apart, likers: some(20) }
}

/** Changes people: some leave, some come, some move, some only rise or fall. */
function shake(random: Random, world: World): void {
  const { people, index } = world
  for (let change = 0; change < 60; change++) {
    const slot = 1 + random.below(people.size + 20)
    const known = people.get(slot)
    if (random.chance(0.3)) {
      people.delete(slot)
      index.remove(slot)
      continue
    }
    const fresh = makePerson(random, slot, random.pick(world.anchors))
    settle(
      world,
      known && random.chance(0.5) ? { ...known, rank: fresh.rank, activeHour: fresh.activeHour } : fresh,
    )
  }
}

/** Asks one question in three ways; returns how many people there were to find. */
function expectPlainAnswers(random: Random, { people, index, anchors }: World, limit: number): number {
  const search = makeSearch(
    random,
    makePerson(random, 1 + random.below(people.size + 1), random.pick(anchors)),
  )
  const around = makeAround(random, people.size)
  const all = findPlainly(people.values(), search, around)
  expect(index.find(search, around, limit)).toEqual(all.slice(0, limit))
  const asked = Array.from({ length: 30 }, () => random.below(people.size + 20))
  const judged = asked.flatMap((slot) => all.find((found) => found.slot === slot) ?? [])
  expect(index.judge(search, around, asked)).toEqual(judged)
  const wider: Wider = {
    bornFrom: search.bornFrom - random.pick([0, 731, 5000]),
    bornUntil: search.bornUntil + random.pick([0, 731]),
    maxKm: search.maxKm * random.pick([1, 2, 10]),
  }
  expect(index.pool(search, around, wider)).toEqual(countPlainly(people.values(), search, around, wider))
  return all.length
}

describe('the index in memory', () => {
  it('answers as the plain rules do, before and after changes', { timeout: 60_000 }, () => {
    let found = 0
    let cut = 0
    fc.assert(
      fc.property(fc.record(worlds), ({ seed, size, limit }) => {
        const random = createRandom(seed)
        const world = makeWorld(random, size)
        for (let round = 0; round < 4; round++) {
          const there = expectPlainAnswers(random, world, limit)
          found += there
          if (there > limit) cut++
          shake(random, world)
        }
        expect(world.index.size).toBe(world.people.size)
      }),
      { numRuns: 120 },
    )
    // Otherwise the worlds would be too empty to tell anything.
    expect(found).toBeGreaterThan(1000)
    expect(cut).toBeGreaterThan(30)
  })

  it('prefers the lower slot among equals, whichever list is read first', () => {
    const random = createRandom(4)
    const place = makePerson(random, 1)
    const person = (slot: number, gender: string): Person => ({
      ...place,
      slot,
      rank: place.rank,
      activeHour: nowHour,
      birthDay: 9000,
      minAge: 18,
      maxAge: 99,
      maxKm: 50,
      height: 0,
      traits: traitsOf({ gender }),
      accepted: anyAnswer,
      minHeight: 0,
      maxHeight: 0,
      wantedInterests: undefined,
      wantedLanguages: undefined,
    })
    // Nobody shares an interest with the viewer, who has none: every bound is met exactly.
    const viewer = { ...person(9, 'MAN'), interests: [0, 0, 0] }
    const wide = { age: 30, bornFrom: 0, bornUntil: 20_000, maxKm: 50, scaleKm: 50, accepted: anyAnswer }
    const search = { ...makeSearch(random, viewer), ...wide, minHeight: 0, maxHeight: 0 }
    const open = {
      ...search,
      wantedInterests: undefined,
      wantedLanguages: undefined,
      extraActivityPercent: 0,
    }
    for (const [first, second] of [
      ['WOMAN', 'MAN'],
      ['MAN', 'WOMAN'],
    ] as const) {
      const index = createPeopleIndex()
      for (const one of [person(1, first), person(2, second)]) index.put(one)
      expect(index.find(open, { seen: [], apart: [], likers: [] }, 1).map(({ slot }) => slot)).toEqual([1])
    }
  })

  it('holds each slot once and forgets it whole', () => {
    const random = createRandom(1)
    const index = createPeopleIndex({ capacity: 10 })
    const person = makePerson(random, 3)
    index.put(person)
    index.put({ ...person, rank: person.rank + 1 })
    index.put(makePerson(random, 40_000))
    expect([index.size, index.has(3), index.has(2), index.has(40_000)]).toEqual([2, true, false, true])
    index.remove(3)
    index.remove(3)
    index.remove(999_999)
    expect([index.size, index.has(3)]).toEqual([1, false])
  })

  it('takes memory back into use: people who come and go do not make it grow', () => {
    const random = createRandom(2)
    const index = createPeopleIndex()
    const people = Array.from({ length: 3000 }, (_, at) => makePerson(random, at + 1))
    const round = (): void => {
      for (const person of people) index.put({ ...random.pick(people), slot: person.slot })
      for (let slot = 1; slot <= 3000; slot++) index.remove(slot)
    }
    for (let warm = 0; warm < 20; warm++) round()
    const before = index.bytes
    for (let again = 0; again < 10; again++) round()
    expect(index.size).toBe(0)
    expect(index.bytes).toBeLessThan(1.05 * before)
  })
})
