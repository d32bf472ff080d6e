import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { type Person } from '../src/domain/search.js'
import { type Around, createPeopleIndex, type PeopleIndex, type Wider } from '../src/memory/people-index.js'
import { countPlainly, findPlainly } from './memory-oracle.js'
import { createRandom, makePerson, makeSearch, type Random } from './memory-world.js'

const worlds = { seed: fc.nat(), size: fc.integer({ min: 0, max: 250 }), limit: fc.integer({ min: 1, max: 30 }) }

function makeWorld(random: Random, size: number): Map<number, Person> {
  const slots = Array.from({ length: size }, (_, at) => at + 1)
  return new Map(slots.map((slot) => [slot, makePerson(random, slot)]))
}

function fill(people: Map<number, Person>): PeopleIndex {
  const index = createPeopleIndex()
  for (const person of people.values()) index.put(person)
  return index
}

function makeAround(random: Random, size: number): Around {
  const some = (most: number): number[] => Array.from({ length: random.below(most) }, () => 1 + random.below(size + 9))
  return { seen: some(30), likers: some(20) }
}

const makeViewer = (random: Random, size: number): Person => makePerson(random, 1 + random.below(size + 1))

/** Changes people, some slots for the first time. */
function shake(random: Random, people: Map<number, Person>, index: PeopleIndex): void {
  for (let change = 0; change < 60; change++) {
    const slot = 1 + random.below(people.size + 20)
    const known = people.get(slot)
    if (random.chance(0.3)) {
      people.delete(slot)
      index.remove(slot)
      continue
    }
    const fresh = makePerson(random, slot)
    const person = known && random.chance(0.5) ? { ...known, rank: fresh.rank, activeHour: fresh.activeHour } : fresh
    people.set(slot, person)
    index.put(person)
  }
}

function expectSameAnswers(random: Random, people: Map<number, Person>, index: PeopleIndex, limit: number): void {
  const viewer = makeViewer(random, people.size)
  const search = makeSearch(random, viewer)
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
}

describe('the index in memory', () => {
  it('answers as the plain rules do, before and after changes', () => {
    const found = 0
    fc.assert(
      fc.property(fc.record(worlds), ({ seed, size, limit }) => {
        const random = createRandom(seed)
        const people = makeWorld(random, size)
        const index = fill(people)
        for (let round = 0; round < 4; round++) {
          expectSameAnswers(random, people, index, limit)
          shake(random, people, index)
        }
        expect(index.size).toBe(people.size)
      }),
      { numRuns: 150 },
    )
    expect(found).toBeGreaterThanOrEqual(0)
  })
})
