import { afterAll, beforeAll, expect, it } from 'vitest'

import { eventLifeMs, forgetDepartures } from '@kindred/events/departures'
import { newId } from '@kindred/kernel'
import type { CallOptions } from '@kindred/rpc'
import { countLockWaiters } from '@kindred/testkit'

import { sidesOf } from '../src/domain/pair.js'
import { recordSwipes, removePairsOf } from '../src/store/pair.js'
import { findSlot, holdToRemove, removePerson } from '../src/store/person.js'
import { cellAt, type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const like = async (
  viewerId: string,
  targetUserId: string,
  options: CallOptions = {},
  kind: 'LIKE' | 'SUPERLIKE' = 'LIKE',
) => house.discovery.like({ targetUserId, kind, message: '' }, await house.as(viewerId, options))
const pass = async (viewerId: string, targetUserId: string) =>
  house.discovery.pass({ targetUserId }, await house.as(viewerId))
const undo = async (viewerId: string) => house.discovery.undo({}, await house.as(viewerId))
const two = async () => (await house.addPeople([{ name: 'Alice' }, { name: 'Bob' }])) as [string, string]
const shown = async (viewerId: string) => {
  const { candidates } = await house.discovery.listCandidates(
    { pageSize: 50, pageToken: '', filters: undefined },
    await house.as(viewerId),
  )
  return candidates.map((candidate) => candidate.userId)
}

it('matches on the second like and shows the match to both', async () => {
  const [alice, bob] = await two()
  expect(await like(alice, bob)).toEqual({ matched: false, match: undefined })
  const { matched, match } = await like(bob, alice)
  expect(matched).toBe(true)
  expect(match).toMatchObject({ userId: alice, name: 'Alice' })
  const seen = await house.discovery.listMatches({ pageSize: 0, pageToken: '' }, await house.as(alice))
  expect(seen.matches.map((each) => [each.matchId, each.userId])).toEqual([[match!.matchId, bob]])
  expect(await like(alice, bob)).toMatchObject({ matched: true, match: { matchId: match!.matchId } })
})

it('refuses oneself, strangers and a pass on a match', async () => {
  const [alice, bob] = await two()
  await expect(like(alice, alice)).rejects.toMatchObject({ code: 'TARGET_IS_SELF' })
  await expect(like(alice, newId())).rejects.toMatchObject({ code: 'TARGET_NOT_FOUND', kind: 'notFound' })
  await like(alice, bob)
  await like(bob, alice)
  await expect(pass(alice, bob)).rejects.toMatchObject({ code: 'ALREADY_MATCHED', kind: 'wrongState' })
})

it('answers a repeated key with the first answer and refuses it for another request', async () => {
  const [alice, bob] = await two()
  const idempotencyKey = newId()
  const first = await like(alice, bob, { idempotencyKey })
  expect(await like(alice, bob, { idempotencyKey })).toEqual(first)
  await expect(like(alice, newId(), { idempotencyKey })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
})

it('takes back the last swipe so that the person is shown again', async () => {
  const [alice, bob] = await two()
  await pass(alice, bob)
  expect(await shown(alice)).not.toContain(bob)
  expect(await undo(alice)).toEqual({ targetUserId: bob })
  expect(await shown(alice)).toContain(bob)
  await expect(undo(alice)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' })
})

it('takes back neither a match nor an old swipe', async () => {
  const [alice, bob] = await two()
  await like(bob, alice)
  await like(alice, bob)
  await expect(undo(alice)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' })
  const [carol, dave] = await two()
  await pass(carol, dave)
  house.clock.advance(10 * 60_000 + 1)
  await expect(undo(carol)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' })
})

it('gives five superlikes a day, however many come at once', async () => {
  const [alice, ...others] = await house.addPeople(Array.from({ length: 9 }, () => ({})))
  const given = await Promise.allSettled(others.map((other) => like(alice!, other, {}, 'SUPERLIKE')))
  expect(given.filter((result) => result.status === 'fulfilled')).toHaveLength(5)
  const refused = given.find((result) => result.status === 'rejected')
  const free = new Date(house.clock.now().getTime() + 86_400_000).toISOString()
  expect(refused?.reason).toMatchObject({
    code: 'SUPERLIKES_USED_UP',
    kind: 'rateLimited',
    retryAfter: 86_400,
    message: expect.stringContaining(`is free at ${free}`),
  })
})

it('lists likes received page by page, newest first, until they are answered', async () => {
  const [alice, ...admirers] = await house.addPeople(
    Array.from({ length: 4 }, (_, index) => ({ name: `Admirer ${index}` })),
  )
  for (const admirer of admirers) {
    await like(admirer, alice!)
    house.clock.advance(1_000)
  }
  const page = async (pageToken: string) =>
    house.discovery.listLikes({ pageSize: 2, pageToken }, await house.as(alice!))
  const first = await page('')
  const second = await page(first.nextPageToken)
  const ids = [...first.likes, ...second.likes].map((each) => each.candidate?.userId)
  expect(ids).toEqual(admirers.toReversed())
  expect([first.likes.length, second.nextPageToken]).toEqual([2, ''])
  await pass(alice!, admirers[0]!)
  expect((await page('')).likes.map((each) => each.candidate?.userId)).toEqual([admirers[2], admirers[1]])
  await expect(page('nonsense')).rejects.toMatchObject({ code: 'PAGE_TOKEN_INVALID' })
})

it('ends a match for both and for good, and only for its people', async () => {
  const [alice, bob] = await two()
  const [stranger] = await two()
  await like(alice, bob)
  const { match } = await like(bob, alice)
  const unmatch = async (viewerId: string) =>
    house.discovery.unmatch({ matchId: match!.matchId, farewell: false }, await house.as(viewerId))
  await expect(unmatch(stranger)).rejects.toMatchObject({ code: 'MATCH_NOT_FOUND' })
  await unmatch(alice)
  expect([await unmatch(alice), await unmatch(bob)]).toEqual([{}, {}])
  await expect(unmatch(stranger)).rejects.toMatchObject({ code: 'MATCH_NOT_FOUND' })
  const left = await house.discovery.listMatches({ pageSize: 0, pageToken: '' }, await house.as(bob))
  expect(left.matches).toEqual([])
  expect(await shown(bob)).not.toContain(alice)
  await expect(like(bob, alice)).rejects.toMatchObject({ code: 'TARGET_NOT_FOUND' })
})

it('forgets everything of a person who left', async () => {
  const [alice, bob] = await two()
  await like(alice, bob, { idempotencyKey: newId() })
  await like(bob, alice, { idempotencyKey: newId() })
  const slot = (await findSlot(house.db, alice))!
  await house.removePerson(alice)
  const rows = await Promise.all([
    house.db.selectFrom('person').selectAll().where('user_id', '=', alice).execute(),
    house.db
      .selectFrom('pair')
      .selectAll()
      .where((where) => where.or([where('lower', '=', slot), where('upper', '=', slot)]))
      .execute(),
    house.db.selectFrom('idempotency').selectAll().where('user_id', 'in', [alice, bob]).execute(),
  ])
  expect(rows.flat()).toEqual([])
  await expect(like(bob, alice)).rejects.toMatchObject({ code: 'TARGET_NOT_FOUND' })
})

it('numbers people without gaps, however often they change', async () => {
  const [alice, bob] = await two()
  const slotsOf = async (ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await findSlot(house.db, id))!))
  const before = await slotsOf([alice, bob])
  for (let version = 2; version < 12; version++)
    await house.addPeople([{ userId: alice, version, name: 'New' }])
  await house.addPeople([{ userId: alice, version: 3, name: 'Old' }])
  expect(Math.max(...(await slotsOf(await two())))).toBe(Math.max(...before) + 2)
  const person = house.db.selectFrom('person').select(['slot', 'name']).where('user_id', '=', alice)
  expect(await person.executeTakeFirst()).toEqual({ slot: before[0], name: 'New' })
})

it('matches nobody whose gender it does not know yet', async () => {
  const [alice, bob] = await two()
  await house.addPeople([{ userId: bob, version: 2, gender: 'OTHER' as never }])
  expect(await shown(alice)).not.toContain(bob)
})

it('keeps no swipe that meets somebody who is leaving', async () => {
  const [alice, bob] = await two()
  const [leaver, other] = [(await findSlot(house.db, alice))!, (await findSlot(house.db, bob))!]
  const sides = sidesOf(other, leaver)
  const swipe = { sides, swipe: 'LIKE', message: null, now: house.clock.now(), fewerThan: null } as const
  // The swipe first: who leaves waits for it, and takes it along.
  const early = await house.db.startTransaction().execute()
  expect(await recordSwipes(early, [swipe])).toEqual([true])
  const leaving = house.db.transaction().execute(async (trx) => {
    await holdToRemove(trx, alice)
    await removePairsOf(trx, leaver)
    // The other way round: nothing is stored at once, and whoever looks closer waits and finds nobody.
    expect(await recordSwipes(house.db, [swipe])).toEqual([false])
    late = like(bob, alice).catch((error: unknown) => error)
    await expect.poll(() => countLockWaiters(house.db)).toBe(1)
    await removePerson(trx, alice)
  })
  let late: Promise<unknown> | undefined
  await expect.poll(() => countLockWaiters(house.db)).toBe(1)
  await early.commit().execute()
  await leaving
  expect(await late).toMatchObject({ code: 'TARGET_NOT_FOUND' })
  expect(await house.db.selectFrom('pair').selectAll().where('lower', '=', sides.lower).execute()).toEqual([])
})

it('stores a counted swipe only of viewers who are below the limit of 24 hours', async () => {
  const cell = cellAt(-12, 77)
  const people = await house.addPeople(Array.from({ length: 4 }, () => ({ cell })))
  const [viewer, ...others] = await Promise.all(people.map(async (id) => (await findSlot(house.db, id))!))
  const record = async (other: number | undefined, fewerThan: number | null) => {
    const swipe = {
      sides: sidesOf(viewer!, other!),
      swipe: 'PASS',
      message: null,
      now: house.clock.now(),
    } as const
    const [isStored] = await recordSwipes(house.db, [{ ...swipe, fewerThan }])
    return isStored
  }
  expect(await record(others[0], 0)).toBe(false)
  expect(await record(others[0], 2)).toBe(true)
  expect(await record(others[1], 2)).toBe(true)
  expect(await record(others[2], 2)).toBe(false)
  house.clock.advance(24 * 3_600_000)
  expect(await record(others[2], 2)).toBe(true)
  house.clock.advance(-24 * 3_600_000)
})

it('lets no late event bring back a person who left', async () => {
  const [alice] = await two()
  await house.removePerson(alice)
  for (const wait of [0, 3 * 86_400_000, eventLifeMs - 3 * 86_400_000]) {
    house.clock.advance(wait)
    await forgetDepartures.run(house)
    await house.addPeople([{ userId: alice, version: 9 }])
    expect(await findSlot(house.db, alice)).toBeUndefined()
    const waiting = house.db.selectFrom('waiting_profile').select('user_id').where('user_id', '=', alice)
    expect(await waiting.execute()).toEqual([])
  }
  house.clock.advance(-eventLifeMs)
})

it('refuses a call without a token, with a foreign token and with a bad id', async () => {
  const [alice] = await two()
  await expect(house.discovery.undo({}, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  await expect(house.discovery.undo({}, { token: 'nonsense' })).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
  await expect(like(alice, 'not-an-id')).rejects.toMatchObject({
    kind: 'invalid',
    fields: [{ pointer: '/target_user_id' }],
  })
})
