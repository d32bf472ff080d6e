import { afterAll, beforeAll, expect, it } from 'vitest'

import { MarkRaised as ChatMark } from '@kindred/contracts/chat'
import { MarkRaised as DiscoveryMark } from '@kindred/contracts/discovery'
import { newId } from '@kindred/kernel'
import { type TestEvent, testEvent } from '@kindred/testkit'

import { listMarks, removeOldMarks } from '../src/store/marks.js'
import { openWorld, reportOf, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.stop())

const at = () => world.clock.now()
const contact = (userId: string, count = 1): TestEvent =>
  testEvent(ChatMark, userId, { userId, kind: 'EARLY_CONTACT', count, raisedAt: at() })
const haste = (userId: string): TestEvent =>
  testEvent(DiscoveryMark, userId, { userId, kind: 'HASTY_LIKES', count: 40, raisedAt: at() })
const severity = async (userId: string) => (await world.casesAbout(userId)).map((one) => one.severity)

it('keeps what chat and discovery noticed about a person, by kind', async () => {
  const userId = newId()
  expect(await world.tell(contact(userId, 2), contact(userId))).toEqual([])
  expect(await world.tell(haste(userId))).toEqual([])
  expect(await listMarks(world.db, userId)).toMatchObject([
    { kind: 'EARLY_CONTACT', times: 2, count: 2 },
    { kind: 'HASTY_LIKES', times: 1, count: 40 },
  ])
})

it('opens no case for a mark, and lets it weigh in the open case, whichever comes first', async () => {
  const [before, after, unmarked] = [newId(), newId(), newId()]
  await world.tell(contact(before))
  expect(await severity(before)).toEqual([])
  for (const target of [before, after, unmarked])
    await world.witness(target).api.reportPerson(reportOf(target))
  await world.tell(contact(after))
  const [[plain = 0], marked, markedLater] = [
    await severity(unmarked),
    await severity(before),
    await severity(after),
  ]
  expect(marked[0]).toBeGreaterThan(plain)
  expect(markedLater).toEqual(marked)
})

it('forgets marks with the person, and when they are old', async () => {
  const [left, stays] = [newId(), newId()]
  await world.tell(contact(left), contact(stays))
  await world.leave(left)
  await world.tell(contact(left))
  expect(await listMarks(world.db, left)).toEqual([])
  await removeOldMarks(world.db, new Date(at().getTime() - 1))
  expect(await listMarks(world.db, stays)).toHaveLength(1)
  await removeOldMarks(world.db, at())
  expect(await listMarks(world.db, stays)).toEqual([])
})
