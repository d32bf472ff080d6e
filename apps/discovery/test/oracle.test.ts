import { cellToLatLng, greatCircleDistance } from 'h3-js'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { type Gender, type ProfileChanged } from '@kindred/contracts/profile'
import { ageOn } from '@kindred/kernel'

import { activeDays, countedInterests, scoreOf } from '../src/domain/score.js'
import { findCandidates, type Viewer } from '../src/store/candidates.js'
import { findPerson } from '../src/store/person.js'
import { cellAt, type Discovery, startDiscovery } from './fixture.js'

/** The answer of the query against a plain reading of the rules, in small worlds where the map is awkward. */
let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

let seed = 7
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
const some = <T>(items: readonly T[]): T[] => items.filter(() => random() < 0.6)

const genders = ['WOMAN', 'MAN', 'NONBINARY'] as const satisfies readonly Gender[]
const hobbies = ['chess', 'climbing', 'cooking', 'dancing', 'film', 'hiking', 'music', 'reading']
const births = ['2000-02-28', '2000-02-29', '2000-03-01', '1996-02-29', '1999-02-28', '1999-03-01']

function somebody(latitude: number, longitude: number): Partial<ProfileChanged> {
  const wanted = some(genders)
  const minAge = pick([18, 18, 22, 26])
  return {
    cell: cellAt(latitude + random() - 0.5, longitude + (random() - 0.5) / Math.cos((latitude * Math.PI) / 180)),
    gender: pick(genders),
    birthDate: pick(births),
    interests: some(hobbies),
    completeness: random(),
    preferences: {
      wantedGenders: wanted.length > 0 ? wanted : [...genders],
      minAge,
      maxAge: pick([minAge, 26, 28, 40].filter((age) => age >= minAge)),
      maxDistanceKm: pick([20, 50, 200]),
    },
  }
}

const kilometres = (one: Viewer, other: Viewer) =>
  greatCircleDistance(cellToLatLng(one.cell!), cellToLatLng(other.cell!), 'km') * (6371.0088 / 6371.007180918475)

const accepts = (one: Viewer, other: Viewer, now: Date) =>
  one.wanted_genders.includes(other.gender) &&
  ageOn(other.birth_date, now) >= one.min_age &&
  ageOn(other.birth_date, now) <= one.max_age &&
  kilometres(one, other) <= one.max_distance_km

const scoreFor = (viewer: Viewer, other: Viewer, now: Date) =>
  scoreOf({
    recency: Math.max(0, 1 - (now.getTime() - other.last_active_at.getTime()) / (activeDays * 86_400_000)),
    completeness: other.completeness,
    like_rate: (other.likes_received + 2) / (other.swipes_received + 4),
    distance: Math.max(0, 1 - kilometres(viewer, other) / viewer.max_distance_km),
    interests:
      Math.min(countedInterests, other.interests.filter((one) => viewer.interests.includes(one)).length) /
      countedInterests,
    liked_you: 0,
  })

it.each([
  ['on the antimeridian, on 28 February of a common year', 51, 180, '2026-02-28T23:59:00Z'],
  ['at the north pole, on 1 March of a common year', 89.5, 20, '2026-03-01T00:00:00Z'],
  ['at the south pole, on 29 February', -89.5, -60, '2028-02-29T12:00:00Z'],
])('finds exactly whom the rules allow, in their order, %s', async (_where, latitude, longitude, today) => {
  const now = new Date(today)
  house.clock.set(now)
  const ids = await house.addPeople(Array.from({ length: 120 }, () => somebody(latitude, longitude)))
  const people = (await Promise.all(ids.map((id) => findPerson(house.db, id)))) as Viewer[]
  let shown = 0
  for (const viewer of people.slice(0, 30)) {
    const allowed = people.filter(
      (other) => other.user_id !== viewer.user_id && accepts(viewer, other, now) && accepts(other, viewer, now),
    )
    const scores = new Map(allowed.map((other) => [other.user_id, scoreFor(viewer, other, now)]))
    const found = await findCandidates(house.db, viewer, 200, now)
    expect(found.map((row) => row.user_id).sort()).toEqual([...scores.keys()].sort())
    const order = found.map((row) => scores.get(row.user_id)!)
    order.slice(1).forEach((score, index) => expect(score).toBeLessThanOrEqual(order[index]! + 1e-6))
    shown += found.length
  }
  expect(shown).toBeGreaterThan(50)
})
