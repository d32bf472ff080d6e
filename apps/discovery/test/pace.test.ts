import { afterAll, beforeAll, expect, it } from 'vitest'

import { MarkRaised } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'

import type { Pace } from '../src/domain/pace.js'
import { removePacesBefore } from '../src/store/pace.js'
import { findSlot } from '../src/store/person.js'
import { tellHastyLikes } from '../src/writing/tell-hasty-likes.js'
import { type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
  await house.keepEvents([MarkRaised.$type])
})
afterAll(() => house.stop())

const slotOf = async (userId: string): Promise<number> => (await findSlot(house.db, userId))!
const told = async (): Promise<MarkRaised[]> => {
  const rows = await house.db
    .selectFrom('outbox_event')
    .select('payload')
    .where('type', '=', MarkRaised.$type)
    .orderBy('id')
    .execute()
  return rows.map(({ payload }) => MarkRaised.decode(payload))
}
const minute = Math.floor(Date.now() / 60_000)
const at = (second: number): Date => new Date(minute * 60_000 + second * 1_000)
const pace = (slot: number, swipes: number, seconds: number): Pace => ({
  slot,
  minute,
  swipes,
  likes: swipes,
  firstAt: at(0),
  lastAt: at(seconds),
})
const tell = (...paces: Pace[]): Promise<void> =>
  transact(house.db, (trx) => tellHastyLikes(trx, paces, house.clock.now()))

it('tells safety once a minute of somebody whose likes went to two instances, and of nobody else', async () => {
  const [hasty = '', calm = ''] = await house.addPeople([{}, {}])
  const slot = await slotOf(hasty)
  await tell(pace(slot, 20, 30), pace(await slotOf(calm), 20, 30))
  expect(await told()).toEqual([])
  await tell(pace(slot, 15, 25))
  await tell(pace(slot, 9, 29))
  const mark = { userId: hasty, kind: 'HASTY_LIKES', count: 35, raisedAt: house.clock.now() }
  expect(await told()).toEqual([mark])
})

it('forgets what was counted after some minutes, and with the person', async () => {
  const [anna = '', ben = ''] = await house.addPeople([{}, {}])
  await tell(pace(await slotOf(anna), 9, 9), pace(await slotOf(ben), 9, 9))
  const left = async () =>
    (await house.db.selectFrom('swipe_pace').select('slot').execute()).map(({ slot }) => slot)
  const slot = await slotOf(anna)
  await house.removePerson(anna)
  expect(await left()).not.toContain(slot)
  expect(await left()).toContain(await slotOf(ben))
  await removePacesBefore(house.db, at(60))
  expect(await left()).toEqual([])
})

it('counts the likes that people give', async () => {
  const [anna = '', ...others] = await house.addPeople([
    { gender: 'WOMAN' },
    ...Array.from({ length: 12 }, () => ({ gender: 'MAN' as const })),
  ])
  for (const other of others) {
    await house.show(anna, other)
    await house.discovery.like({ targetUserId: other, kind: 'LIKE', message: '' }, await house.as(anna))
  }
  house.clock.advance(60_000)
  const counted = () =>
    house.db.selectFrom('swipe_pace').select(['swipes', 'likes']).where('likes', '=', 12).execute()
  await expect.poll(counted, { timeout: 60_000 }).toEqual([{ swipes: 12, likes: 12 }])
})
