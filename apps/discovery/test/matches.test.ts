import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { MatchCreated } from '@kindred/contracts/discovery'
import { newId } from '@kindred/kernel'
import { manyByNight } from '@kindred/testkit/night'

import { findSlot } from '../src/store/person.js'
import { foldTallies } from '../src/store/tally.js'
import { brokenLike } from './broken-swipe.js'
import { type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
  await house.keepEvents([MatchCreated.$type])
})
beforeEach(async () => {
  await house.db.deleteFrom('outbox_event').execute()
  await house.db.deleteFrom('pair').execute()
})
afterAll(() => house.stop())

// The thousand pairs like each other through the gateway, in tools/stack/test/matches.nightly.ts.
const pairs = manyByNight({ day: 80, night: 250 })

async function makePairs(): Promise<[string, string][]> {
  const ids = await house.addPeople(Array.from({ length: 2 * pairs }, () => ({})))
  return Array.from({ length: pairs }, (_, index) => [ids[2 * index]!, ids[2 * index + 1]!])
}

async function count(): Promise<{ matches: number; events: number }> {
  const matched = await house.db
    .selectFrom('pair')
    .select('match_id')
    .where('match_id', 'is not', null)
    .execute()
  const events = await house.db
    .selectFrom('outbox_event')
    .select('aggregate_id')
    .where('type', '=', MatchCreated.$type)
    .execute()
  expect(new Set(events.map((event) => event.aggregate_id)).size).toBe(events.length)
  return { matches: matched.length, events: events.length }
}

/** Both people of each pair act at the same moment, ten pairs at a time. */
async function atOnce(act: (viewerId: string, targetId: string) => Promise<unknown>): Promise<void> {
  const waiting = await makePairs()
  const worker = async (): Promise<void> => {
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      await Promise.all([act(pair[0], pair[1]), act(pair[1], pair[0])])
    }
  }
  await Promise.all(Array.from({ length: 10 }, worker))
}

it(
  'makes exactly one match and one event of each pair who like each other at once',
  { timeout: 60_000 },
  async () => {
    const answers: boolean[] = []
    await atOnce(async (viewerId, targetUserId) => {
      const { matched } = await house.discovery.like(
        { targetUserId, kind: 'LIKE', message: '' },
        await house.as(viewerId),
      )
      answers.push(matched)
    })
    expect(await count()).toEqual({ matches: pairs, events: pairs })
    expect(answers.filter(Boolean)).toHaveLength(pairs)
  },
)

it('would lose matches without holding the row: the broken form is caught', { timeout: 60_000 }, async () => {
  await atOnce(async (viewerId, targetId) => {
    const [viewer, target] = await Promise.all([findSlot(house.db, viewerId), findSlot(house.db, targetId)])
    await brokenLike(house.db, viewer!, target!, newId())
  })
  expect((await count()).matches).toBeLessThan(pairs)
})

it('makes one match of fifty simultaneous likes of the same two', async () => {
  const [alice, bob] = await house.addPeople([{ name: 'Alice' }, { name: 'Bob' }])
  const like = async (viewerId: string, targetUserId: string) =>
    house.discovery.like({ targetUserId, kind: 'LIKE', message: '' }, await house.as(viewerId))
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? like(alice!, bob!) : like(bob!, alice!))),
  )
  expect(await count()).toEqual({ matches: 1, events: 1 })
  expect(new Set(answers.flatMap((answer) => answer.match?.matchId ?? [])).size).toBe(1)
  await foldTallies(house.db)
  const people = await house.db
    .selectFrom('person')
    .innerJoin('candidate', 'candidate.slot', 'person.slot')
    .select(['swipes_received', 'likes_received'])
    .where('user_id', 'in', [alice!, bob!])
    .execute()
  expect(people).toEqual([
    { swipes_received: 1, likes_received: 1 },
    { swipes_received: 1, likes_received: 1 },
  ])
})
