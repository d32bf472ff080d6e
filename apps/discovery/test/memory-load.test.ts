import { afterAll, beforeAll, expect, it } from 'vitest'

import { type Database, migrate, openDatabase, sql } from '@kindred/db'
import { createTestDatabase, testLog } from '@kindred/testkit'

import type { Person } from '../src/domain/search.js'
import { gendersOf } from '../src/domain/traits.js'
import { loadPeople } from '../src/memory/load-people.js'
import { bytesPerPerson, createPeopleIndex, type PeopleIndex } from '../src/memory/people-index.js'
import { migrations } from '../src/migrations/index.js'
import { toPerson } from '../src/store/candidate.js'
import { inColumns } from '../src/store/candidate-columns.js'
import type { CandidateRow, Tables } from '../src/store/schema.js'
import { createRandom, makePerson, makeSearch } from './memory-world.js'

const size = 5_000
const { signal } = new AbortController()

let database: Database<Tables>
let drop: () => Promise<void>
/** The people of the table whom others may see. */
let people: Person[]

beforeAll(async () => {
  const made = await createTestDatabase('memory')
  drop = made.drop
  database = openDatabase({ url: made.url, name: 'memory-test', log: testLog })
  await migrate(database, migrations)
  // The people of this file have no cards.
  await sql`alter table candidate drop constraint candidate_slot_fkey`.execute(database.db)
  const random = createRandom(5)
  const rows = Array.from({ length: size }, (_, at) =>
    rowOf(makePerson(random, at + 1), random.pick([0, 500])),
  )
  for (let from = 0; from < size; from += 500)
    await database.db
      .insertInto('candidate')
      .values(rows.slice(from, from + 500))
      .execute()
  const stored = await database.db
    .selectFrom('candidate')
    .selectAll()
    .where('discoverable', '=', true)
    .execute()
  people = stored.map(toPerson)
})

afterAll(async () => {
  await database.close()
  await drop()
})

function rowOf(person: Person, completeness: number): Omit<CandidateRow, 'rank' | 'cell4' | 'cell5'> {
  const { slot, cell, x, y, z, traits, height } = person
  return {
    slot,
    cell,
    x,
    y,
    z,
    height,
    completeness,
    discoverable: slot % 50 !== 0,
    veiled: false,
    paused: false,
    absent: false,
    incognito: false,
    likes_received: slot % 7,
    swipes_received: 9,
    active_hour: person.activeHour,
    birth_day: person.birthDay,
    gender: gendersOf(traits)[0]!,
    min_age: person.minAge,
    max_age: person.maxAge,
    max_km: person.maxKm,
    min_height: person.minHeight,
    max_height: person.maxHeight,
    ...inColumns('traits', traits),
    ...inColumns('accepted', person.accepted),
    ...inColumns('interests', person.interests),
    ...inColumns('languages', person.languages),
    wanted_interests: person.wantedInterests ? [...person.wantedInterests] : null,
    wanted_languages: person.wantedLanguages ? [...person.wantedLanguages] : null,
  }
}

function putAll(everybody: readonly Person[]): PeopleIndex {
  const index = createPeopleIndex()
  for (const person of everybody) index.put(person)
  return index
}

function expectAlike(one: PeopleIndex, other: PeopleIndex, searches = 100): void {
  const random = createRandom(9)
  expect(one.size).toBe(other.size)
  for (let round = 0; round < searches; round++) {
    const search = makeSearch(random, makePerson(random, 1 + random.below(size)))
    const seen = [random.below(size), random.below(size)]
    const around = { seen, apart: seen.slice(1), likers: [random.below(size), random.below(size)] }
    const found = one.find(search, around, 50)
    expect(found).toEqual(other.find(search, around, 50))
    expect(one.pool(search, around, search)).toEqual(other.pool(search, around, search))
  }
}

it('holds what the table holds of everybody in the pool', async () => {
  const index = createPeopleIndex()
  await loadPeople(database, index, signal)
  expect(index.size).toBe(size - size / 50)
  expectAlike(index, putAll(people))
})

it('takes changes after a load as any other index does', async () => {
  const random = createRandom(6)
  const [index, other] = [createPeopleIndex(), putAll(people)]
  await loadPeople(database, index, signal)
  for (let change = 0; change < 2000; change++) {
    const person = random.pick(people)
    const raised = { ...person, rank: person.rank + 1000 * random.below(3) }
    const act = random.chance(0.3)
      ? (one: PeopleIndex) => one.remove(person.slot)
      : (one: PeopleIndex) => one.put(raised)
    for (const one of [index, other]) act(one)
  }
  expectAlike(index, other)
})

it('answers from what it held until all are there, and what changes meanwhile wins', async () => {
  const random = createRandom(3)
  const [moved, gone, fresh] = [people[10]!, people[20]!, makePerson(random, size + 1)]
  const index = createPeopleIndex()
  index.put(moved)
  const loading = loadPeople(database, index, signal)
  const now = { ...makePerson(random, moved.slot), rank: moved.rank + 1 }
  index.put(now)
  index.remove(gone.slot)
  index.put(fresh)
  expect(index.size).toBe(2)
  await loading
  const others = people.filter((person) => person !== moved && person !== gone)
  expectAlike(index, putAll([...others, now, fresh]))
})

it('keeps what it held when a load is given up, and can load again', async () => {
  const index = putAll(people.slice(0, 100))
  await expect(loadPeople(database, index, AbortSignal.abort())).rejects.toThrow(/aborted/)
  expectAlike(index, putAll(people.slice(0, 100)), 20)
  await loadPeople(database, index, signal)
  expectAlike(index, putAll(people), 20)
})

it('gives others their turn while it loads', async () => {
  let turns = 0
  let loaded = false
  const count = (): void => {
    turns++
    if (!loaded) setImmediate(count)
  }
  setImmediate(count)
  await loadPeople(database, createPeopleIndex(), signal)
  loaded = true
  expect(turns).toBeGreaterThan(5)
})

it('holds whole regions within a limit of memory and answers only where it holds everybody', async () => {
  const whole = putAll(people)
  const index = createPeopleIndex({ maxBytes: (bytesPerPerson * people.length) / 2 })
  await loadPeople(database, index, signal)
  expect(index.size).toBeLessThanOrEqual(people.length / 2)
  expect(index.size).toBeGreaterThan(people.length / 8)
  const covered = expectExactWhereCovered(index, whole)
  expect(covered).toBeGreaterThan(20)
  expect(covered).toBeLessThan(280)
})

it('gives regions up when it grows beyond the limit', () => {
  const whole = putAll(people)
  const index = createPeopleIndex({ maxBytes: (bytesPerPerson * people.length) / 2 })
  for (const person of people) index.put(person)
  expect(index.size).toBeLessThanOrEqual(people.length / 2)
  expect(index.size).toBeGreaterThan(0)
  const covered = expectExactWhereCovered(index, whole)
  expect(covered).toBeGreaterThan(20)
  expect(covered).toBeLessThan(280)
})

it('holds nobody where the slots alone take all the memory', () => {
  const index = createPeopleIndex({ maxBytes: 64 })
  index.put({ ...people[0]!, slot: 1_000 })
  expect(index.size).toBe(0)
})

/** Asks both 300 times; returns how many of these the index covers. */
function expectExactWhereCovered(index: PeopleIndex, whole: PeopleIndex): number {
  const random = createRandom(11)
  let covered = 0
  for (let round = 0; round < 300; round++) {
    const search = makeSearch(random, random.pick(people))
    if (!index.covers(search)) continue
    covered++
    expect(index.find(search, { seen: [], apart: [], likers: [] }, 20)).toEqual(
      whole.find(search, { seen: [], apart: [], likers: [] }, 20),
    )
  }
  return covered
}
