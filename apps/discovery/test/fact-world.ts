import { type Kysely, migrate, openDatabase, sql } from '@kindred/db'
import type { FilterFact } from '@kindred/facts'
import { newId } from '@kindred/kernel'
import { createTestDatabase, testLog } from '@kindred/testkit'

import type { Person } from '../src/domain/search.js'
import type { Tables } from '../src/store/schema.js'
import { cellAt } from './fixture.js'

// Everything of discovery that knows facts. A test may load it twice, over two tables of facts.
export const loadDiscovery = async () => ({
  ...(await import('../src/domain/place.js')),
  ...(await import('../src/domain/traits.js')),
  ...(await import('../src/domain/wishes.js')),
  ...(await import('../src/memory/load-people.js')),
  ...(await import('../src/memory/people-index.js')),
  ...(await import('../src/memory/row-layout.js')),
  ...(await import('../src/migrations/index.js')),
  ...(await import('../src/migrations/lay-out-traits.js')),
  ...(await import('../src/store/candidate.js')),
  ...(await import('../src/store/candidate-columns.js')),
  ...(await import('../src/store/pool.js')),
  ...(await import('../src/store/search.js')),
  ...(await import('../src/store/viewer.js')),
})

export type LoadedDiscovery = Awaited<ReturnType<typeof loadDiscovery>>

/** A person with one answer to a question, who wants to see only people with some answers to the same question. */
export interface Somebody {
  readonly fact: FilterFact
  readonly answer: string
  /** Empty for anybody. */
  readonly wants: readonly string[]
}

export const now = new Date('2026-03-01T12:00:00Z')
const birthDate = '1995-06-15'
const place = { cell: cellAt(56.95, 24.11) }

/** The answer that counts for somebody who says nothing of a fact. */
export const unsaid = ({ name, answers }: FilterFact): string => (name === 'gender' ? 'WOMAN' : answers[0]!)

/** For every fact, people with each answer and with each wish that can be made of it. */
export const everybodyOf = (facts: readonly FilterFact[]): Somebody[] =>
  facts.flatMap((fact) => [
    ...fact.answers.map((answer) => ({ fact, answer, wants: [] })),
    ...wishesOf(fact).map((wants) => ({ fact, answer: unsaid(fact), wants })),
  ])

/** A flag can only be asked for. */
const wishesOf = ({ kind, answers }: FilterFact): string[][] =>
  kind === 'flag' ? [['YES']] : [...answers.map((answer) => [answer]), answers.slice(1)]

/** A profile's message, as far as it says something. */
const profileOf = ({ fact, answer }: Pick<Somebody, 'fact' | 'answer'>): object => ({
  gender: 'WOMAN',
  [fact.key]: fact.kind === 'flag' ? answer === 'YES' : answer,
})

/** Preferences, as far as they ask for something. */
export function wishesFor({ genders }: LoadedDiscovery, { fact, wants }: Pick<Somebody, 'fact' | 'wants'>) {
  const isGender = fact.filter.of === 'preferences'
  const wanted = fact.kind === 'flag' ? wants.length > 0 : wants
  return {
    wantedGenders: isGender && wants.length > 0 ? wants : genders,
    filters: { interests: [], languages: [], ...(!isGender && { [fact.filter.key]: wanted }) },
  }
}

/** A database with discovery's tables as of some version. */
export async function openTables(loaded: LoadedDiscovery, until = '9') {
  const database = await createTestDatabase('discovery')
  const own = openDatabase<Tables>({ url: database.url, name: 'test', log: testLog })
  const made = Object.entries(loaded.migrations).filter(([name]) => name <= until)
  await migrate(own, Object.fromEntries(made))
  return Object.assign(own, {
    async drop(): Promise<void> {
      await own.close()
      await database.drop()
    },
  })
}

/** Stores the card of somebody who lives where all do; returns the slot. */
export async function addPerson(db: Kysely<Tables>, wishes: ReturnType<typeof wishesFor>): Promise<number> {
  const { rows } = await sql<{ slot: number }>`
    insert into person (user_id, version, name, birth_date, gender, bio, city, interests, photos, cell, wanted_genders, min_age, max_age,
      max_distance_km, filters)
    values (${newId()}, 1, 'Sam', ${birthDate}, 'WOMAN', '', '', '{}', '[]', ${place.cell}, ${[...wishes.wantedGenders]}, 18, 99, 50,
      ${JSON.stringify(wishes.filters)}::jsonb) returning slot`.execute(db)
  return rows[0]!.slot
}

/** The columns of a candidate beside traits. */
export function besideTraits({ placeOf, dayNumber }: LoadedDiscovery) {
  const { cell, x, y, z } = placeOf(place.cell)!
  const ages = { birth_day: dayNumber(birthDate), min_age: 18, max_age: 99 }
  const heights = { height: 0, min_height: 0, max_height: 0 }
  const words = { interests_0: 0, interests_1: 0, interests_2: 0, languages_0: 0, languages_1: 0 }
  const wanted = { wanted_interests: null, wanted_languages: null }
  return {
    paused: false,
    completeness: 0,
    max_km: 50,
    cell,
    x,
    y,
    z,
    ...ages,
    ...heights,
    ...words,
    ...wanted,
  }
}

/** Stores somebody as this version does; returns the slot. */
export async function addSomebody(
  db: Kysely<Tables>,
  loaded: LoadedDiscovery,
  one: Somebody,
): Promise<number> {
  const wishes = wishesFor(loaded, one)
  const slot = await addPerson(db, wishes)
  const answers = loaded.traitsOf(profileOf(one))
  await loaded.saveCandidate(
    db,
    {
      slot,
      gender: loaded.gendersOf(answers)[0]!,
      ...loaded.inColumns('traits', answers),
      ...loaded.inColumns('accepted', loaded.acceptedViewers(wishes)),
      ...besideTraits(loaded),
    },
    loaded.hourOf(now),
  )
  return slot
}

/** Somebody who is in no table. */
export function personWith(loaded: LoadedDiscovery, one: Somebody): Person {
  const { placeOf, dayNumber, hourOf, traitsOf } = loaded
  const limits = { minAge: 18, maxAge: 99, maxKm: 50, height: 0, minHeight: 0, maxHeight: 0 }
  const words = { interests: [0, 0, 0], languages: [0, 0] }
  return {
    slot: 1_000_000,
    ...placeOf(place.cell)!,
    rank: 0,
    activeHour: hourOf(now),
    birthDay: dayNumber(birthDate),
    traits: traitsOf(profileOf(one)),
    accepted: [],
    wantedInterests: undefined,
    wantedLanguages: undefined,
    ...limits,
    ...words,
  }
}
