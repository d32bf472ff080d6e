import { afterEach, describe, expect, it, vi } from 'vitest'

import { migrate, sql, transact } from '@kindred/db'
import { type FilterFact, traitFacts, traitWordCount } from '@kindred/facts'

import { bitOf, bitsOf, fillWords, maskOf } from '../src/domain/trait-layout.js'
import { firstLayout } from '../src/migrations/first-layout.js'
import {
  addPerson,
  addSomebody,
  besideTraits,
  everybodyOf,
  loadDiscovery,
  type LoadedDiscovery,
  now,
  openTables,
  personWith,
  type Somebody,
  unsaid,
  wishesFor,
} from './fact-world.js'
import { startDiscovery } from './fixture.js'

type People = ReadonlyMap<number, Somebody>
type OpenTables = Awaited<ReturnType<typeof openTables>>

const answerOf = (one: Somebody, fact: FilterFact): string => (one.fact === fact ? one.answer : unsaid(fact))
const accepts = (wants: readonly string[], answer: string): boolean =>
  wants.length === 0 || wants.includes(answer)

/** Whether one person's wishes accept another, read from the names in the table. */
const wantsBack = (one: Somebody, other: Somebody): boolean =>
  !one.fact.filter.bothWays || accepts(one.wants, answerOf(other, one.fact))

/** Asks memory and SQL about every answer and every wish, and compares them with each other and with the names. */
async function compareAll(
  tables: OpenTables,
  loaded: LoadedDiscovery,
  { people, facts }: { people: People; facts: readonly FilterFact[] },
): Promise<void> {
  const index = loaded.createPeopleIndex()
  await loaded.loadPeople(tables, index, new AbortController().signal)
  expect(index.size).toBe(people.size)
  for (const viewer of everybodyOf(facts)) await compare(tables, loaded, { people, viewer, index })
}

async function compare(
  { db }: OpenTables,
  loaded: LoadedDiscovery,
  asked: { people: People; viewer: Somebody; index: ReturnType<LoadedDiscovery['createPeopleIndex']> },
): Promise<void> {
  const { people, viewer, index } = asked
  const { fact, answer, wants } = viewer
  const wishes = {
    ...wishesFor(loaded, viewer),
    ...{
      minAge: 18,
      maxAge: 99,
      maxKm: 50,
      importance: {},
      wantedInterests: undefined,
      wantedLanguages: undefined,
    },
  }
  const search = loaded.searchFor(personWith(loaded, viewer), wishes, now)
  const nobody = { seen: [], apart: [], likers: [] }
  const bySql = await loaded.searchBySql(db, search, 1_000)
  const wanting = [...people].filter(([, other]) => wantsBack(other, viewer))
  const shown = wanting.filter(([, other]) => accepts(wants, answerOf(other, fact))).map(([slot]) => slot)
  const question = `${fact.name} ${answer}, wants ${wants.join()}`
  expect([question, bySql.map(({ slot }) => slot).sort((one, other) => one - other)]).toEqual([
    question,
    shown,
  ])
  expect(index.find(search, nobody, 1_000)).toEqual(bySql)
  const pool = await loaded.countPoolBySql(db, search, search)
  expect(index.pool(search, nobody, search)).toEqual(pool)
  const code = loaded.traits.find((trait) => trait.fact === fact)!.code
  expect([question, pool.hides[code]]).toEqual([question, wanting.length - shown.length])
}

const open: OpenTables[] = []
async function tablesOf(loaded: LoadedDiscovery, until?: string): Promise<OpenTables> {
  const tables = await openTables(loaded, until)
  open.push(tables)
  return tables
}
afterEach(async () => {
  for (const tables of open.splice(0)) await tables.drop()
})

async function addAll(
  { db }: OpenTables,
  loaded: LoadedDiscovery,
  somebodies: readonly Somebody[],
): Promise<Map<number, Somebody>> {
  const people = new Map<number, Somebody>()
  for (const one of somebodies) people.set(await addSomebody(db, loaded, one), one)
  return people
}

describe('the filters of facts', () => {
  it('are the same to SQL and to memory, for every answer and every wish', async () => {
    const loaded = await loadDiscovery()
    const tables = await tablesOf(loaded)
    const people = await addAll(tables, loaded, everybodyOf(traitFacts))
    await compareAll(tables, loaded, { people, facts: traitFacts })
  })

  it('decide alike whether a like reaches somebody', async () => {
    const loaded = await loadDiscovery()
    const tables = await tablesOf(loaded)
    const people = await addAll(tables, loaded, everybodyOf(traitFacts))
    for (const [target, other] of people) {
      const { user_id } = await tables.db
        .selectFrom('person')
        .select('user_id')
        .where('slot', '=', target)
        .executeTakeFirstOrThrow()
      for (const [viewer, one] of people)
        if (one.fact === other.fact && viewer !== target)
          expect(await loaded.findTarget(tables.db, viewer, user_id, now)).toBe(
            wantsBack(other, one) ? target : undefined,
          )
    }
  })
})

const values = (count: number): string[] => Array.from({ length: count }, (_, at) => `VALUE_${at}`)
const madeUp = (name: string, word: number, first: number, count: number): FilterFact =>
  ({
    name,
    key: name,
    kind: 'choice',
    type: name,
    values: values(count),
    answers: ['UNSPECIFIED', ...values(count)],
    isRequired: false,
    completeness: 4,
    group: 'life',
    filter: { name: `wanted_${name}`, key: `wanted${name}`, of: 'filters', bothWays: name !== 'star' },
    bits: { word, first },
  }) as unknown as FilterFact

/** Enough facts to fill more than the first word and to need more than 16 bits for the sets, one of which holds only one way. */
const moreFacts = [
  ...traitFacts,
  madeUp('pets', traitWordCount, 0, 4),
  madeUp('star', traitWordCount, 5, 12),
  madeUp('sport', traitWordCount + 1, 0, 31),
]

/** Discovery of a version whose contract has other facts. */
async function loadWithFacts(facts: readonly FilterFact[]): Promise<LoadedDiscovery> {
  vi.resetModules()
  vi.doMock('@kindred/facts', async (original) => ({ ...(await original<object>()), traitFacts: facts }))
  try {
    return await loadDiscovery()
  } finally {
    vi.doUnmock('@kindred/facts')
    vi.resetModules()
  }
}

const codeOf = ({ name, filter }: FilterFact): string => (filter.of === 'filters' ? filter.name : name)
const codesInOneWord = firstLayout.map(({ code }) => code)

/** Everybody who says something that the versions could store whose traits were one word. */
const everybodyInOneWord = everybodyOf(traitFacts.filter((fact) => codesInOneWord.includes(codeOf(fact))))

/** Stores somebody as the versions did whose traits were one word. */
async function addInOneWord({ db }: OpenTables, loaded: LoadedDiscovery, one: Somebody): Promise<number> {
  const wishes = wishesFor(loaded, one)
  const slot = await addPerson(db, wishes)
  const code = codeOf(one.fact)
  const traits = fillWords(firstLayout, (group) =>
    bitOf(group, group.code === code ? one.answer : group.answers[0]!),
  )
  const accepted = fillWords(firstLayout, (group) =>
    group.code === code && one.wants.length > 0 ? bitsOf(group, one.wants) : maskOf(group),
  )
  const row = {
    slot,
    ...{ discoverable: true, active_hour: loaded.hourOf(now), likes_received: 0, swipes_received: 0 },
    gender: firstLayout[0]!.answers.indexOf(code === 'gender' ? one.answer : 'WOMAN'),
    ...{ traits: traits[0], accepted: accepted[0] },
    ...besideTraits(loaded),
  }
  const [columns, given] = [
    Object.keys(row).map((name) => sql.ref(name)),
    Object.values(row).map((value) => sql`${value}`),
  ]
  await sql`insert into candidate (${sql.join(columns)}) values (${sql.join(given)})`.execute(db)
  return slot
}

describe('a database from before', () => {
  const oneWord = '0009-sealed-words'

  it('keeps what everybody says and wants when traits become words', async () => {
    const loaded = await loadDiscovery()
    const tables = await tablesOf(loaded, oneWord)
    const people = new Map<number, Somebody>()
    for (const one of everybodyInOneWord) people.set(await addInOneWord(tables, loaded, one), one)
    await migrate(tables, loaded.migrations)
    await compareAll(tables, loaded, { people, facts: traitFacts })
  })

  it(
    'is laid out anew for more facts than it knew, and back again for fewer',
    { timeout: 120_000 },
    async () => {
      const [loaded, newer] = [await loadDiscovery(), await loadWithFacts(moreFacts)]
      expect([newer.traitWords, newer.answersMask]).toEqual([loaded.traitWords + 2, -1])
      const tables = await tablesOf(loaded, oneWord)
      const people = new Map<number, Somebody>()
      for (const one of everybodyInOneWord) people.set(await addInOneWord(tables, loaded, one), one)
      await migrate(tables, newer.migrations)
      await compareAll(tables, newer, { people, facts: moreFacts })

      const somebodyNew = everybodyOf(moreFacts.slice(traitFacts.length))
      for (const [slot, one] of await addAll(tables, newer, somebodyNew)) people.set(slot, one)
      await compareAll(tables, newer, { people, facts: moreFacts })

      // An instance of the version before writes no answer to the new questions, and nobody may be stored without one.
      await expect(addSomebody(tables.db, loaded, somebodyNew[0]!)).rejects.toThrow('candidate_traits')
      await sql`delete from person where not exists (select from candidate where candidate.slot = person.slot)`.execute(
        tables.db,
      )

      await transact(tables.db, loaded.layOutTraits)
      const asBefore = new Map(
        [...people].map(([slot, one]) => [slot, traitFacts.includes(one.fact) ? one : silent]),
      )
      await compareAll(tables, loaded, { people: asBefore, facts: traitFacts })
    },
  )
})

it('a new choice that every profile must state is answered for nobody: people are candidates once they state it', async () => {
  const loaded = await loadDiscovery()
  const tables = await tablesOf(loaded, '9999')
  const stated = { ...madeUp('faith', traitWordCount, 0, 3), answers: values(3), isRequired: true }
  const faith = stated as FilterFact
  await addAll(tables, loaded, everybodyOf(traitFacts))
  const newer = await loadWithFacts([...traitFacts, faith])
  await transact(tables.db, newer.layOutTraits)
  expect(await tables.db.selectFrom('candidate').select('slot').execute()).toEqual([])
  expect(newer.answersAll(newer.traitsOf({ gender: 'WOMAN' }))).toBe(false)
  const people = await addAll(tables, newer, everybodyOf([faith]))
  await compareAll(tables, newer, { people, facts: [faith] })
})

it('a service that starts lays out what a version with fewer facts left', async () => {
  const house = await startDiscovery()
  try {
    const [alice] = await house.addPeople([{ verified: true }])
    const layout = () => house.db.selectFrom('trait_layout').select('groups').executeTakeFirstOrThrow()
    const before = await layout()
    await sql`
      update trait_layout set groups = (select jsonb_agg(one) from jsonb_array_elements(groups) one where one ->> 'code' <> 'verified')
    `.execute(house.db)
    await house.another()
    expect(await layout()).toEqual(before)
    const loaded = await loadDiscovery()
    const { person } = (await loaded.findViewer(house.db, alice!))!
    expect(person.traits).toEqual(loaded.traitsOf({ gender: 'WOMAN', verified: false }))
  } finally {
    await house.stop()
  }
})

/** Says and wants nothing. */
const silent: Somebody = {
  fact: traitFacts.find(({ name }) => name === 'smoking')!,
  answer: 'UNSPECIFIED',
  wants: [],
}
