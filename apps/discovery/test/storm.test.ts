import { afterAll, beforeAll, expect, it } from 'vitest'

import { MatchCreated, MatchEnded } from '@kindred/contracts/discovery'
import type { AppError } from '@kindred/kernel'

import { isLike } from '../src/domain/pair.js'
import { type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
  await house.keepEvents([MatchCreated.$type, MatchEnded.$type])
})
afterAll(() => house.stop())

let seed = 11
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!

/** What a person may be told in the middle of a storm; anything else is a fault. */
const refusals = new Set(
  'TARGET_NOT_FOUND VIEWER_NOT_READY ALREADY_MATCHED NOTHING_TO_UNDO SUPERLIKES_USED_UP MATCH_NOT_FOUND'.split(
    ' ',
  ),
)

async function act(people: readonly string[]): Promise<void> {
  const viewerId = pick(people)
  const targetUserId = pick(people.filter((id) => id !== viewerId))
  const options = await house.as(viewerId)
  const chance = random()
  if (chance < 0.55) await house.discovery.like({ targetUserId, kind: 'LIKE', message: '' }, options)
  else if (chance < 0.65)
    await house.discovery.like({ targetUserId, kind: 'SUPERLIKE', message: '' }, options)
  else if (chance < 0.75) await house.discovery.pass({ targetUserId }, options)
  else if (chance < 0.92) await house.discovery.undo({}, options)
  else {
    const { matches } = await house.discovery.listMatches({ pageSize: 1, pageToken: '' }, options)
    if (matches[0] !== undefined)
      await house.discovery.unmatch({ matchId: matches[0].matchId, farewell: false }, options)
  }
}

async function storm(people: readonly string[]): Promise<string[]> {
  const codes: string[] = []
  const worker = async (): Promise<void> => {
    for (let turn = 0; turn < 40; turn++) await act(people).catch((error: AppError) => codes.push(error.code))
  }
  const leave = async (): Promise<void> => {
    for (const id of people.slice(0, 3)) {
      await expect.poll(() => codes.length, { timeout: 60_000 }).toBeGreaterThan(20)
      await house.removePerson(id)
    }
  }
  await Promise.all([leave(), ...Array.from({ length: 16 }, worker)])
  return codes
}

it('keeps pairs and events true while everybody does everything at once', { timeout: 60_000 }, async () => {
  const people = await house.addPeople(Array.from({ length: 10 }, () => ({})))
  const codes = await storm(people)
  expect(codes.filter((code) => !refusals.has(code))).toEqual([])

  const present = await house.db.selectFrom('person').select('slot').execute()
  const slots = new Set(present.map(({ slot }) => slot))
  expect(slots.size).toBe(people.length - 3)
  const pairs = await house.db.selectFrom('pair').selectAll().execute()
  for (const pair of pairs) {
    expect([slots.has(pair.lower), slots.has(pair.upper)]).toEqual([true, true])
    expect(pair.match_id !== null).toBe(isLike(pair.lower_swipe) && isLike(pair.upper_swipe))
    expect([pair.lower_swipe, pair.upper_swipe]).not.toEqual([null, null])
  }

  const events = await house.db
    .selectFrom('outbox_delivery')
    .innerJoin('outbox_event', 'event_id', 'outbox_event.id')
    .select(['outbox_event.type', 'outbox_event.aggregate_id'])
    .orderBy('outbox_delivery.id')
    .execute()
  const stories = new Map<string, string[]>()
  for (const { type, aggregate_id: id } of events) stories.set(id, [...(stories.get(id) ?? []), type])
  const alive = pairs
    .filter((pair) => pair.match_id !== null && pair.ended_at === null)
    .map((pair) => pair.match_id!)
  for (const [matchId, story] of stories) {
    const whole = [MatchCreated.$type, MatchEnded.$type]
    expect(story).toEqual(alive.includes(matchId) ? whole.slice(0, 1) : whole)
  }
  expect(alive.every((matchId) => stories.has(matchId))).toBe(true)
  expect(stories.size).toBeGreaterThan(3)

  const stayed = await house.db.selectFrom('person').select(['user_id']).execute()
  expect(stayed).toHaveLength(7)
})
