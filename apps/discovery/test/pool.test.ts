import { afterAll, beforeAll, expect, it } from 'vitest'

import type { CandidateFilters } from '@kindred/contracts/profile'

import { answerKeptMs } from '../src/domain/pool.js'
import { type Discovery, type Path, startDiscovery } from './fixture.js'
import { createParts, everybody, noFilters } from './wishes.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const elsewhere = createParts()
async function poolOf(viewerId: string, request: object = {}, path: Path = 'memory') {
  const { discovery } = await house.answeringBy(path)
  return discovery.getPool({ wantedGenders: [], filters: undefined, ...request }, await house.as(viewerId))
}
/** So long that each question is counted anew. */
const forgetAnswers = () => house.clock.advance(answerKeptMs)
const at = elsewhere()
const adult = (years: number) => `${house.clock.now().getUTCFullYear() - years}-01-01`
const wants = { ...everybody, wantedGenders: ['MAN' as const], minAge: 25, maxAge: 30 }
const strict = { preferences: { ...wants, filters: { ...noFilters, goals: ['CHAT' as const] } } }
const man = () => ({ cell: at(), gender: 'MAN' as const, birthDate: adult(27), goal: 'CHAT' as const })
const far = { ...everybody, maxDistanceKm: 500 }
const times = <T>(count: number, what: T): T[] => Array.from({ length: count }, () => what)

it('says roughly how many each filter hides, and what a step would add', async () => {
  const [viewer, ...others] = await house.addPeople([
    { cell: at(), ...strict },
    ...times(22, man()),
    ...times(11, { ...man(), birthDate: adult(32) }),
    ...times(26, { ...man(), birthDate: adult(40) }),
    ...times(9, { ...man(), gender: 'WOMAN' as const }),
    ...times(10, { ...man(), goal: 'FRIENDSHIP' as const }),
    ...times(12, { ...man(), cell: at(0.6), preferences: far }),
    ...times(13, { ...man(), preferences: { ...everybody, minAge: 90 } }),
    { ...man(), gender: 'WOMAN' as const, goal: 'FRIENDSHIP' as const },
  ])
  for (const targetUserId of others.slice(0, 10))
    await house.discovery.pass({ targetUserId }, await house.as(viewer!))
  const { total, filters } = await poolOf(viewer!)
  expect(total).toBe(10)
  expect(filters.map(({ code, hides, adds }) => [code, hides, adds])).toEqual([
    ['age', 25, 10],
    ['distance', 10, 10],
    ['theirs', 10, 0],
    ['seen', 10, 0],
    ['goals', 10, 10],
    ['gender', 0, 0],
  ])
  expect(filters.find(({ code }) => code === 'age')).toMatchObject({ minAge: 23, maxAge: 32 })
  expect(filters.find(({ code }) => code === 'distance')).toMatchObject({ maxDistanceKm: 100 })
  forgetAnswers()
  expect(await poolOf(viewer!, {}, 'sql')).toEqual({ total, filters })
  const tried = { maxAge: 40, maxDistanceKm: 100, filters: noFilters }
  const triedInMemory = await poolOf(viewer!, tried)
  expect(triedInMemory.total).toBe(50)
  forgetAnswers()
  expect(await poolOf(viewer!, tried, 'sql')).toEqual(triedInMemory)
  await expect(poolOf(viewer!, { minAge: 50, maxAge: 40 })).rejects.toMatchObject({
    code: 'AGE_RANGE_INVALID',
  })
})

it.each(['memory', 'sql'] as const)(
  'counts nobody whom a block keeps apart, whoever gave it, answered by %s',
  async (path) => {
    const cell = elsewhere()()
    const strict = { cell, preferences: { ...everybody, minAge: 90 } }
    const [viewer, ...others] = await house.addPeople([...times(21, { cell }), ...times(10, strict)])
    const [free, seen, choosy] = [others.slice(0, 10), others.slice(10, 20), others.slice(20)]
    for (const targetUserId of seen) await house.discovery.pass({ targetUserId }, await house.as(viewer!))
    const told = async () => {
      forgetAnswers()
      const { total, filters } = await poolOf(viewer!, {}, path)
      const hides = Object.fromEntries(filters.map(({ code, hides }) => [code, hides]))
      return [total, hides['seen'], hides['theirs']]
    }
    const block = async (from: string, targetUserId: string) => {
      await house.show(from, targetUserId)
      return house.discovery.block({ targetUserId }, await house.as(from))
    }
    expect(await told()).toEqual([10, 10, 10])
    await block(viewer!, free[0]!)
    expect(await told()).toEqual([0, 10, 10])
    await block(seen[0]!, viewer!)
    expect(await told()).toEqual([0, 0, 10])
    await block(choosy[0]!, viewer!)
    expect(await told()).toEqual([0, 0, 0])
  },
)

it('rounds a distance up to the next step, tried or stored', async () => {
  const cell = elsewhere()
  const stored = { ...everybody, maxDistanceKm: 37 }
  const [viewer] = await house.addPeople([
    { cell: cell(), preferences: stored },
    ...times(10, { cell: cell(0.42), preferences: far }),
  ])
  expect(await poolOf(viewer!)).toMatchObject({ total: 10 })
  expect(await poolOf(viewer!, { maxDistanceKm: 26 })).toEqual(await poolOf(viewer!, { maxDistanceKm: 50 }))
  expect(await poolOf(viewer!, { maxDistanceKm: 25 })).toMatchObject({ total: 0 })
})

it('answers the same question alike for ten minutes, in whatever order it names its choices', async () => {
  const cell = elsewhere()()
  const [viewer] = await house.addPeople(times(11, { cell, goal: 'CHAT' as const }))
  const ask = (goals: CandidateFilters['goals']) => poolOf(viewer!, { filters: { ...noFilters, goals } })
  expect((await ask(['CHAT', 'FRIENDSHIP'])).total).toBe(10)
  await house.addPeople(times(15, { cell, goal: 'CHAT' as const }))
  expect((await ask(['FRIENDSHIP', 'CHAT'])).total).toBe(10)
  expect((await ask(['CHAT'])).total).toBe(25)
  forgetAnswers()
  expect((await ask(['CHAT', 'FRIENDSHIP'])).total).toBe(25)
})
