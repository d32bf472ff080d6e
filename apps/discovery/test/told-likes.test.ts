import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'

import { type LikeReceived, LikesReceived } from '@kindred/contracts/discovery'
import { transact } from '@kindred/db'

import { tellLikes } from '../src/writing/tell-likes.js'
import { type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
  await house.keepEvents([LikesReceived.$type])
})
afterAll(() => house.stop())
beforeEach(() => house.db.deleteFrom('outbox_event').execute())

/** The likes of which somebody was told; the job may have told of some of them already. */
async function told(userId: string): Promise<LikeReceived[]> {
  await transact(house.db, (trx) => tellLikes(trx, 100, house.clock.now()))
  const rows = await house.db
    .selectFrom('outbox_event')
    .select('payload')
    .where('type', '=', LikesReceived.$type)
    .execute()
  return rows
    .flatMap(({ payload }) => LikesReceived.decode(payload).likes)
    .filter((like) => like.userId === userId)
}

const like = async (from: string, to: string, kind: 'LIKE' | 'SUPERLIKE' = 'LIKE') =>
  house.discovery.like({ targetUserId: to, kind, message: '' }, await house.as(from))

it('tells of likes and superlikes, and not of passes', async () => {
  const [alice = '', bob = '', ben = '', boris = ''] = await house.addPeople([{}, {}, {}, {}])
  await like(bob, alice)
  await like(ben, alice, 'SUPERLIKE')
  await house.discovery.pass({ targetUserId: alice }, await house.as(boris))
  const likes = await told(alice)
  expect(likes).toHaveLength(2)
  expect(likes).toContainEqual(expect.objectContaining({ likerId: bob, isSuperlike: false }))
  expect(likes).toContainEqual(expect.objectContaining({ likerId: ben, isSuperlike: true }))
})

it('tells of no like that makes a match, nor of one that was taken back', async () => {
  const [alice = '', bob = '', ben = ''] = await house.addPeople([{}, {}, {}])
  await like(alice, bob)
  await told(bob)
  await like(bob, alice)
  expect(await told(alice)).toEqual([])
  await like(ben, alice, 'SUPERLIKE')
  await house.discovery.undo({}, await house.as(ben))
  expect(await told(alice)).toEqual([])
})

it('tells of no like of somebody whom its receiver does not find in the list of likes', async () => {
  const [alice = '', hidden = ''] = await house.addPeople([{}, {}])
  await house.setStanding(hidden, 1, 'HIDDEN')
  await like(hidden, alice)
  expect(await told(alice)).toEqual([])
})
