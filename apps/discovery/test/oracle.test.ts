import { cellToLatLng, greatCircleDistance } from 'h3-js'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { CandidateFilters, type Gender, type ProfileChanged } from '@kindred/contracts/profile'
import { sql } from '@kindred/db'
import { answerIn, filterFacts, wishIn } from '@kindred/facts'
import { ageOn } from '@kindred/kernel'

import { searchFor } from '../src/domain/wishes.js'
import { createPeopleIndex } from '../src/memory/people-index.js'
import { listDiscoverable } from '../src/store/candidate.js'
import { findSlot } from '../src/store/person.js'
import { countPoolBySql } from '../src/store/pool.js'
import { judgeBySql, searchBySql } from '../src/store/search.js'
import { findTarget, findViewer, type Viewer } from '../src/store/viewer.js'
import { cellAt, type Discovery, startDiscovery } from './fixture.js'

/** Both paths against a plain reading of the rules, in small worlds where the map and the calendar are awkward. */
let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

it('finds by SQL, too, who was here an hour from now by the clock of another instance', async () => {
  const cell = cellAt(-20, 20)
  const [viewer, other] = await house.addPeople([
    {
      cell,
      preferences: {
        wantedGenders: [...genders],
        minAge: 18,
        maxAge: 99,
        maxDistanceKm: 50,
        widenDistance: false,
        filters: undefined,
        importance: { activity: 150 },
      },
    },
    { cell },
  ])
  const { person, wishes } = (await findViewer(house.db, viewer!))!
  const slot = (await findSlot(house.db, other!))!
  await sql`update candidate set active_hour = active_hour + 1 where slot = ${slot}`.execute(house.db)
  const search = searchFor(person, wishes, house.clock.now())
  const index = createPeopleIndex()
  for (const one of await listDiscoverable(house.db, [slot])) index.put(one)
  const found = await searchBySql(house.db, search, 1)
  expect(found.map((one) => one.slot)).toEqual([slot])
  expect(index.find(search, { seen: [], apart: [], likers: [] }, 1)).toEqual(found)
})

let seed = 7
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
const some = <T>(items: readonly T[], share = 0.6): T[] => items.filter(() => random() < share)

const choices = filterFacts.filter(({ kind }) => kind === 'choice')
const genders = ['WOMAN', 'MAN', 'NONBINARY'] as const satisfies readonly Gender[]
const hobbies = ['chess', 'climbing', 'cooking', 'dancing', 'film', 'hiking', 'music', 'reading']
const births = ['2000-02-28', '2000-02-29', '2000-03-01', '1996-02-29', '1999-02-28', '1999-03-01']

function somebody(latitude: number, longitude: number): Partial<ProfileChanged> {
  const wanted = some(genders)
  const minAge = pick([18, 18, 22, 26])
  return {
    cell: cellAt(
      latitude + random() - 0.5,
      longitude + (random() - 0.5) / Math.cos((latitude * Math.PI) / 180),
    ),
    gender: pick(genders),
    birthDate: pick(births),
    interests: some(hobbies),
    languages: some(['en', 'de', 'lv'], 0.8),
    ...Object.fromEntries(choices.map(({ key, answers }) => [key, pick(answers.slice(0, 3))])),
    heightCm: pick([0, 160, 170, 180]),
    completeness: random(),
    preferences: {
      wantedGenders: wanted.length > 0 ? wanted : [...genders],
      minAge,
      maxAge: pick([minAge, 26, 28, 40].filter((age) => age >= minAge)),
      maxDistanceKm: pick([20, 50, 200]),
      widenDistance: false,
      filters: random() < 0.7 ? undefined : { ...empty, ...pick(heights), ...pick(lists) },
      importance: random() < 0.5 ? undefined : { distance: pick([50, 150]), activity: pick([50, 100, 150]) },
    },
  }
}

const empty = CandidateFilters.create()
const heights = [{ minHeightCm: 165 }, { maxHeightCm: 175 }, { minHeightCm: 160, maxHeightCm: 180 }, {}]
const lists = [
  ...choices.map(({ filter, answers }) => ({ [filter.key]: answers.slice(0, 2) })),
  { interests: ['chess', 'film'] },
  { languages: ['de'] },
]

const kilometres = (one: Viewer, other: Viewer) =>
  greatCircleDistance(cellToLatLng(one.row.cell!), cellToLatLng(other.row.cell!), 'km') *
  (6371.0088 / 6371.007180918475)

/** What one person asks of another, read from the events. */
function accepts(one: Viewer, other: Viewer, told: Map<string, Partial<ProfileChanged>>, now: Date): boolean {
  const { filters } = one.wishes
  const them = told.get(other.row.user_id)!
  const age = ageOn(other.row.birth_date, now)
  const meets = (wanted: readonly string[], has: readonly string[]) =>
    wanted.length === 0 || wanted.some((each) => has.includes(each))
  return (
    one.wishes.wantedGenders.includes(other.row.gender) &&
    age >= one.wishes.minAge &&
    age <= one.wishes.maxAge &&
    kilometres(one, other) < one.wishes.maxKm &&
    (filters.minHeightCm === undefined || them.heightCm! >= filters.minHeightCm) &&
    (filters.maxHeightCm === undefined || (them.heightCm! > 0 && them.heightCm! <= filters.maxHeightCm)) &&
    choices.every((fact) => meets(wishIn(fact, filters), [answerIn(fact, them)])) &&
    meets(filters.interests, them.interests!) &&
    meets(filters.languages, them.languages!)
  )
}

it.each([
  ['on the antimeridian, on 28 February of a common year', 51, 180, '2026-02-28T23:59:00Z'],
  ['at the north pole, on 1 March of a common year', 89.5, 20, '2026-03-01T00:00:00Z'],
  ['at the south pole, on 29 February', -89.5, -60, '2028-02-29T12:00:00Z'],
])(
  'find exactly whom the rules allow, and agree to the last digit, %s',
  async (_where, latitude, longitude, today) => {
    const now = new Date(today)
    house.clock.set(now)
    const events = Array.from({ length: 150 }, () => somebody(latitude, longitude))
    const ids = await house.addPeople(events)
    const told = new Map(ids.map((id, at) => [id, events[at]!]))
    const people = (await Promise.all(ids.map((id) => findViewer(house.db, id)))) as Viewer[]
    const index = createPeopleIndex()
    for (const person of await listDiscoverable(
      house.db,
      people.map(({ person: { slot } }) => slot),
    ))
      index.put(person)
    for (const viewer of people.slice(0, 6)) {
      const wanting = people.filter((other) => other !== viewer && accepts(other, viewer, told, now))
      const targets = await Promise.all(ids.map((id) => findTarget(house.db, viewer.person.slot, id, now)))
      expect(targets.filter((slot) => slot !== undefined && slot !== viewer.person.slot)).toEqual(
        wanting.map(({ person: { slot } }) => slot),
      )
    }
    let shown = 0
    for (const viewer of people.slice(0, 50)) {
      const allowed = people.filter(
        (other) => other !== viewer && accepts(viewer, other, told, now) && accepts(other, viewer, told, now),
      )
      const search = searchFor(viewer.person, viewer.wishes, now)
      const nobody = { seen: [], apart: [], likers: [] }
      const slots = people.map(({ person: { slot } }) => slot)
      const bySql = await searchBySql(house.db, search, 200)
      expect(bySql.map(({ slot }) => slot).sort((a, b) => a - b)).toEqual(
        allowed.map(({ person: { slot } }) => slot).sort((a, b) => a - b),
      )
      expect(index.find(search, nobody, 200)).toEqual(bySql)
      expect(await searchBySql(house.db, search, 3)).toEqual(bySql.slice(0, 3))
      expect(await judgeBySql(house.db, search, slots)).toEqual(index.judge(search, nobody, slots))
      const wider = { bornFrom: search.bornFrom - 731, bornUntil: search.bornUntil, maxKm: 250 }
      expect(await countPoolBySql(house.db, search, wider)).toEqual(index.pool(search, nobody, wider))
      expect(index.pool(search, nobody, wider).total).toBe(allowed.length)
      shown += bySql.length
    }
    expect(shown).toBeGreaterThan(50)
  },
)
