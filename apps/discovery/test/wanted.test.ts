import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CandidateFilters, Preferences, ProfileChanged } from '@kindred/contracts/profile'
import { newId, toAppError } from '@kindred/kernel'

import { cellAt, type Discovery, startDiscovery } from './fixture.js'
import { everybody, noFilters } from './wishes.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const filtered = (filters: Partial<CandidateFilters>): Partial<ProfileChanged> => ({
  preferences: { ...everybody, filters: { ...noFilters, ...filters } },
})
const wanting = (wishes: Partial<Preferences>): Partial<ProfileChanged> => ({
  preferences: { ...everybody, ...wishes },
})

/** People who are not for a woman of 31 years, 168 cm tall, who speaks English, likes chess and says nothing else. */
const sender: Partial<ProfileChanged> = {
  gender: 'WOMAN',
  birthDate: '1995-06-15',
  heightCm: 168,
  languages: ['en'],
  interests: ['chess'],
}
const excluding: [string, Partial<ProfileChanged>][] = [
  ['wants others', wanting({ wantedGenders: ['MAN'] })],
  ['wants older ones', wanting({ minAge: 40 })],
  ['wants younger ones', wanting({ maxAge: 25 })],
  ['lives too far away', { cell: cellAt(57.6, 24.11) }],
  ['wants tall ones', filtered({ minHeightCm: 180 })],
  ['wants short ones', filtered({ maxHeightCm: 160 })],
  ['wants other interests', filtered({ interests: ['sailing'] })],
  ['wants other languages', filtered({ languages: ['lv'] })],
  ['wants who says the goal', filtered({ goals: ['LONG_TERM'] })],
  ['wants who has a photo', filtered({ hasPhoto: true })],
  ['wants verified ones', filtered({ verified: true })],
  ['is paused', { paused: true }],
  ['has said no wishes', { preferences: undefined }],
]

const like = async (from: string, targetUserId: string, kind: 'LIKE' | 'SUPERLIKE' = 'LIKE', key?: string) =>
  house.discovery.like(
    { targetUserId, kind, message: 'Hello!' },
    await house.as(from, { idempotencyKey: key }),
  )
const pass = async (from: string, targetUserId: string, key?: string) =>
  house.discovery.pass({ targetUserId }, await house.as(from, { idempotencyKey: key }))
const likesOf = async (userId: string, pageSize = 0, pageToken = '') =>
  house.discovery.listLikes({ pageSize, pageToken }, await house.as(userId))
const likersOf = async (userId: string) =>
  (await likesOf(userId)).likes.map(({ candidate }) => candidate?.userId)

const refusal = async (asked: Promise<object>) => {
  const error = await asked.then(
    (answer) => new Error(`answered ${JSON.stringify(answer)}`),
    (thrown: unknown) => thrown,
  )
  const { kind, code, detail, fields } = toAppError(error)
  return { kind, code, detail, fields }
}

describe.each(excluding)('a swipe on somebody who %s', (_what, other) => {
  it('a swipe on somebody who does not want the viewer is refused in the words for nobody, and not kept', async () => {
    const [alice, bob] = (await house.addPeople([sender, other])) as [string, string]
    const nobody = await refusal(like(alice, newId()))
    expect(nobody.code).toBe('TARGET_NOT_FOUND')
    for (const key of [undefined, newId()]) {
      expect(await refusal(like(alice, bob, 'LIKE', key))).toEqual(nobody)
      expect(await refusal(like(alice, bob, 'SUPERLIKE', key && newId()))).toEqual(nobody)
      expect(await refusal(pass(alice, bob, key && newId()))).toEqual(nobody)
    }
    await house.addPeople([
      { ...other, userId: bob, version: 2, paused: false, cell: cellAt(56.95, 24.11), ...wanting({}) },
    ])
    expect(await likersOf(bob)).toEqual([])
    expect(await house.discovery.getSuperlikes({}, await house.as(alice))).toMatchObject({ left: 5 })
    expect(await like(alice, bob, 'SUPERLIKE')).toEqual({ matched: false, match: undefined })
    expect(await likersOf(bob)).toEqual([alice])
  })
})

describe.each(excluding.filter(([what]) => !/paused|said no wishes/.test(what)))(
  'a like of whom %s',
  (_what, later) => {
    it('a like that no longer fits the wishes is not listed, and is again when they are as before', async () => {
      const [alice, bob] = (await house.addPeople([sender, {}])) as [string, string]
      await like(alice, bob, 'SUPERLIKE')
      expect(await likersOf(bob)).toEqual([alice])
      await house.addPeople([{ ...later, userId: bob, version: 2 }])
      expect(await likersOf(bob)).toEqual([])
      await house.addPeople([{ userId: bob, version: 3 }])
      expect(await likersOf(bob)).toEqual([alice])
    })
  },
)

it('pages through the likes that still fit the wishes', async () => {
  const [bob, ...people] = await house.addPeople([
    {},
    ...Array.from({ length: 9 }, (_, at) => ({
      ...sender,
      gender: at % 3 === 0 ? ('MAN' as const) : ('WOMAN' as const),
    })),
  ])
  for (const one of people) {
    await like(one, bob!)
    house.clock.advance(1_000)
  }
  await house.addPeople([{ userId: bob!, version: 2, ...wanting({ wantedGenders: ['WOMAN'] }) }])
  const women = people.filter((_one, at) => at % 3 !== 0).toReversed()
  const seen: (string | undefined)[] = []
  const sizes: number[] = []
  let token = ''
  do {
    const { likes, nextPageToken } = await likesOf(bob!, 4, token)
    seen.push(...likes.map(({ candidate }) => candidate?.userId))
    sizes.push(likes.length)
    token = nextPageToken
  } while (token !== '')
  expect([seen, sizes]).toEqual([women, [4, 2]])
})

it('lets a match stay whatever the two wish later, and answers a repeated like with it', async () => {
  const [alice, bob] = (await house.addPeople([sender, {}])) as [string, string]
  await like(alice, bob)
  const { match } = await like(bob, alice)
  await house.addPeople([{ userId: bob, version: 2, ...wanting({ wantedGenders: ['MAN'] }) }])
  const { matches } = await house.discovery.listMatches({ pageSize: 0, pageToken: '' }, await house.as(alice))
  expect(matches.map(({ matchId }) => matchId)).toEqual([match?.matchId])
  expect(await like(alice, bob)).toMatchObject({ matched: true, match: { matchId: match?.matchId } })
})

it('lets a like be answered whatever its sender wishes by now', async () => {
  const [alice, bob] = (await house.addPeople([sender, {}])) as [string, string]
  await like(alice, bob)
  await house.addPeople([{ ...sender, userId: alice, version: 2, ...wanting({ minAge: 60 }) }])
  expect(await likersOf(bob)).toEqual([alice])
  expect(await like(bob, alice)).toMatchObject({ matched: true })
})
