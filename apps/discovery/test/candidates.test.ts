import { afterAll, beforeAll, expect, it } from 'vitest'

import type { ProfileChanged } from '@kindred/contracts/profile'
import { newId } from '@kindred/kernel'

import { cellAt, type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const wants = (over: Partial<NonNullable<ProfileChanged['preferences']>>) => ({
  preferences: {
    wantedGenders: ['WOMAN', 'MAN', 'NONBINARY'] as const,
    minAge: 18,
    maxAge: 100,
    maxDistanceKm: 50,
    ...over,
  } as never,
})

/** A part of the world of its own, so that the people of two tests never meet. */
let meridian = -170
const elsewhere = () => {
  meridian += 10
  return (north: number, east = 0) => cellAt(50 + north, meridian + east)
}

async function deckOf(viewerId: string, pageSize = 50) {
  const { candidates } = await house.discovery.listCandidates(
    { pageSize, pageToken: '', filters: undefined },
    await house.as(viewerId),
  )
  return candidates
}
const idsOf = async (viewerId: string) => (await deckOf(viewerId)).map((candidate) => candidate.userId)

it('refuses a viewer without a profile, without preferences or without a place', async () => {
  const [homeless, undecided] = await house.addPeople([{ cell: '' }, { preferences: undefined }])
  for (const id of [newId(), homeless!, undecided!]) {
    await expect(deckOf(id)).rejects.toMatchObject({ code: 'VIEWER_NOT_READY', kind: 'wrongState' })
  }
})

it('applies gender, age and distance both ways', async () => {
  const at = elsewhere()
  const cell = at(0)
  const ids = await house.addPeople([
    {
      cell,
      gender: 'WOMAN',
      birthDate: '1996-01-01',
      ...wants({ wantedGenders: ['MAN'], minAge: 25, maxAge: 40, maxDistanceKm: 30 }),
    },
    { cell, gender: 'MAN', birthDate: '1994-01-01', ...wants({ wantedGenders: ['WOMAN'] }) },
    { cell, gender: 'WOMAN', birthDate: '1994-01-01' },
    { cell, gender: 'MAN', birthDate: '1994-01-01', ...wants({ wantedGenders: ['MAN'] }) },
    { cell, gender: 'MAN', birthDate: '1960-01-01', ...wants({ wantedGenders: ['WOMAN'] }) },
    { cell, gender: 'MAN', birthDate: '1994-01-01', ...wants({ wantedGenders: ['WOMAN'], minAge: 50 }) },
    { cell: at(0.4), gender: 'MAN', birthDate: '1994-01-01', ...wants({ wantedGenders: ['WOMAN'] }) },
    {
      cell: at(0.2),
      gender: 'MAN',
      birthDate: '1994-01-01',
      ...wants({ wantedGenders: ['WOMAN'], maxDistanceKm: 10 }),
    },
    { cell: at(0.2), gender: 'MAN', birthDate: '1994-01-01', ...wants({ wantedGenders: ['WOMAN'] }) },
  ])
  const [alice, near, anybody, , , , , , far] = ids
  expect(await idsOf(alice!)).toEqual([near, far])
  expect((await idsOf(near!)).sort()).toEqual([alice!, anybody!].sort())
})

it('counts an age by the day and by nothing else', async () => {
  const cell = elsewhere()(0)
  const today = house.clock.now()
  const born = (years: number, days: number) =>
    new Date(Date.UTC(today.getUTCFullYear() - years, today.getUTCMonth(), today.getUTCDate() + days))
      .toISOString()
      .slice(0, 10)
  const [viewer, thirty] = await house.addPeople([
    { cell, ...wants({ minAge: 30, maxAge: 30 }) },
    { cell, birthDate: born(30, 0), name: 'thirty today' },
    { cell, birthDate: born(30, 1), name: 'thirty tomorrow' },
    { cell, birthDate: born(31, 0), name: 'thirty-one today' },
  ])
  expect(await idsOf(viewer!)).toEqual([thirty])
})

it('puts the better score first and says why', async () => {
  const at = elsewhere()
  const interests = ['climbing', 'reading', 'cooking']
  const [viewer, plain, kindred, admirer, distant] = await house.addPeople([
    { cell: at(0), interests },
    { cell: at(0), name: 'plain' },
    { cell: at(0), name: 'kindred', interests: ['cooking', 'climbing', 'chess'], completeness: 1 },
    { cell: at(0), name: 'admirer' },
    { cell: at(0.3), name: 'distant' },
  ])
  await house.discovery.like(
    { targetUserId: viewer!, kind: 'LIKE', message: 'Your climbing!' },
    await house.as(admirer!),
  )
  const deck = await deckOf(viewer!)
  expect(deck.map((candidate) => candidate.userId)).toEqual([admirer, kindred, plain, distant])
  expect(deck[0]).toMatchObject({ message: 'Your climbing!', distance: { fromKm: 0, toKm: 5 } })
  expect(deck[0]!.reasons[0]!.code).toBe('liked_you')
  expect(deck[1]!.commonInterests).toEqual(['climbing', 'cooking'])
  expect(deck[1]!.reasons.find((reason) => reason.code === 'interests')?.share).toBeGreaterThan(0)
  expect(deck[3]!.distance).toEqual({ fromKm: 25, toKm: 50 })
  expect(deck[0]!.compatibilityScore).toBeGreaterThan(deck[1]!.compatibilityScore)
})

it('never shows a swiped person again, and nobody twice over many pages', async () => {
  const cell = elsewhere()(0)
  const [viewer, ...others] = await house.addPeople(Array.from({ length: 31 }, () => ({ cell })))
  const seen: string[] = []
  for (let page = 0; page < 20; page++) {
    const deck = await deckOf(viewer!, 5)
    for (const { userId } of deck) {
      seen.push(userId)
      const swipe = seen.length % 2 === 0 ? house.discovery.pass : house.discovery.like
      await swipe({ targetUserId: userId, kind: 'LIKE', message: '' }, await house.as(viewer!))
    }
  }
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.sort()).toEqual(others.sort())
})

it('forgets people who were away for 30 days until they come back', async () => {
  const cell = elsewhere()(0)
  const [viewer, sleeper] = await house.addPeople([{ cell }, { cell }])
  house.clock.advance(31 * 86_400_000)
  try {
    expect(await idsOf(viewer!)).toEqual([])
    await deckOf(sleeper!)
    expect(await idsOf(viewer!)).toEqual([sleeper])
  } finally {
    house.clock.advance(-31 * 86_400_000)
  }
})

it('keeps the newest version of a profile whatever comes later', async () => {
  const cell = elsewhere()(0)
  const [viewer, bob] = await house.addPeople([{ cell }, { cell, version: 5, name: 'Bob' }])
  await house.addPeople([{ userId: bob!, cell, version: 4, name: 'Old Bob' }])
  expect((await deckOf(viewer!))[0]!.name).toBe('Bob')
  await house.addPeople([{ userId: bob!, cell, version: 6, name: 'New Bob' }])
  expect((await deckOf(viewer!))[0]!.name).toBe('New Bob')
})
