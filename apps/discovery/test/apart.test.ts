import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { newId, toAppError } from '@kindred/kernel'

import { sidesOf } from '../src/domain/pair.js'
import { findSlot } from '../src/store/person.js'
import { type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
})
afterAll(() => house.stop())

const two = async () => (await house.addPeople([{ name: 'Alice' }, { name: 'Dave' }])) as [string, string]
const as = (userId: string) => house.as(userId)
const like = async (from: string, targetUserId: string, kind: 'LIKE' | 'SUPERLIKE' = 'LIKE', key?: string) =>
  house.discovery.like({ targetUserId, kind, message: '' }, { ...(await as(from)), idempotencyKey: key })
const pass = async (from: string, targetUserId: string, key?: string) =>
  house.discovery.pass({ targetUserId }, { ...(await as(from)), idempotencyKey: key })
const block = async (from: string, targetUserId: string) => {
  await house.show(from, targetUserId)
  return house.discovery.block({ targetUserId }, await as(from))
}
const unmatch = async (from: string, matchId: string) =>
  house.discovery.unmatch({ matchId, farewell: false }, await as(from))

const refusal = async (asked: Promise<object>) => {
  const error = await asked.then(
    (answer) => new Error(`answered ${JSON.stringify(answer)}`),
    (thrown: unknown) => thrown,
  )
  const { kind, code, detail, fields } = toAppError(error)
  return { kind, code, detail, fields }
}

/** The ways in which two people come apart. Each tells what is left of the pair for Dave, to whom Alice must be an unknown id. */
const ways = {
  'who was never here': async () => ({ dave: (await two())[1], alice: newId() }),
  'who blocked the caller': async () => {
    const [alice, dave] = await two()
    await block(alice, dave)
    return { alice, dave }
  },
  'whom the caller blocked': async () => {
    const [alice, dave] = await two()
    await block(dave, alice)
    return { alice, dave }
  },
  'whose match with the caller ended': async () => {
    const [alice, dave] = await two()
    await like(alice, dave)
    const { match } = await like(dave, alice)
    await unmatch(alice, match!.matchId)
    return { alice, dave }
  },
}

describe.each(Object.entries(ways))('a swipe on somebody %s', (_who, part) => {
  it('a like, a superlike and a pass are refused in the words for nobody', async () => {
    const { alice, dave } = await part()
    const nobody = await refusal(like(dave, newId()))
    expect(nobody.code).toBe('TARGET_NOT_FOUND')
    for (const key of [undefined, newId()]) {
      expect(await refusal(like(dave, alice, 'LIKE', key))).toEqual(nobody)
      expect(await refusal(like(dave, alice, 'SUPERLIKE', key && newId()))).toEqual(nobody)
      expect(await refusal(pass(dave, alice, key))).toEqual(nobody)
    }
  })

  it('a refused swipe does not wait for the row of the pair', async () => {
    const { alice, dave } = await part()
    const [mine, theirs] = [await findSlot(house.db, dave), await findSlot(house.db, alice)]
    await house.db.transaction().execute(async (trx) => {
      const { lower, upper } = sidesOf(mine!, theirs ?? 0)
      await trx
        .selectFrom('pair')
        .selectAll()
        .where('lower', '=', lower)
        .where('upper', '=', upper)
        .forUpdate()
        .execute()
      // A swipe that waited for the locked row would be refused at its deadline.
      for (const swipe of [like(dave, alice), like(dave, alice, 'SUPERLIKE'), pass(dave, alice)].map(refusal))
        expect((await swipe).code).toBe('TARGET_NOT_FOUND')
    })
  })
})

it('refuses to block whoever blocked the caller, as it refuses nobody', async () => {
  const [alice, dave] = await two()
  await block(alice, dave)
  expect(await refusal(block(dave, alice))).toEqual(await refusal(block(dave, newId())))
  expect(await block(alice, dave)).toEqual({})
})

it('answers a pass as it answers a like that matched nobody', async () => {
  const [alice, dave] = await two()
  const [other] = await house.addPeople([{}])
  for (const key of [undefined, newId()])
    expect(await pass(alice, key === undefined ? dave : other!, key)).toEqual({ matched: false })
})

it('keeps a silent block of somebody who blocked first, beyond the end of that first block', async () => {
  const [alice, dave] = await two()
  await block(dave, alice)
  expect(await refusal(block(alice, dave))).toMatchObject({ code: 'TARGET_NOT_FOUND' })
  await expect
    .poll(async () => (await house.db.selectFrom('hidden_block').selectAll().execute()).length, {
      timeout: 60_000,
    })
    .toBeGreaterThan(0)
  await house.discovery.unblock({ userId: alice }, await as(dave))
  expect((await house.discovery.listBlocks({ pageSize: 0, pageToken: '' }, await as(alice))).blocks).toEqual(
    [],
  )
  expect(await refusal(like(dave, alice))).toMatchObject({ code: 'TARGET_NOT_FOUND' })
  await house.discovery.unblock({ userId: dave }, await as(alice))
  expect(await refusal(like(dave, alice))).toMatchObject({ code: 'TARGET_NOT_FOUND' })
})

it('tells no more to a repeated idempotency key than to a new one', async () => {
  const [alice, dave] = await two()
  await like(alice, dave)
  const liked = newId()
  expect((await like(dave, alice, 'LIKE', liked)).matched).toBe(true)
  await block(alice, dave)
  expect(await refusal(like(dave, alice, 'LIKE', liked))).toMatchObject({ code: 'TARGET_NOT_FOUND' })
  const [bella, bob] = await two()
  const undone = { ...(await as(bob)), idempotencyKey: newId() }
  await pass(bob, bella)
  expect((await house.discovery.undo({}, undone)).targetUserId).toBe(bella)
  await block(bella, bob)
  expect(await refusal(house.discovery.undo({}, undone))).toMatchObject({ code: 'NOTHING_TO_UNDO' })
})

it('refuses to block a stranger in the words for nobody, and keeps no block', async () => {
  const [alice, dave, bella] = (await house.addPeople([{}, {}, {}])) as [string, string, string]
  const strangers = await Promise.all(
    [dave, newId()].map(async (targetUserId) =>
      refusal(house.discovery.block({ targetUserId }, await as(alice))),
    ),
  )
  expect(strangers[0]).toEqual(strangers[1])
  expect(strangers[0]).toMatchObject({ code: 'TARGET_NOT_FOUND' })
  await like(alice, dave)
  expect((await like(dave, alice)).matched).toBe(true)
  // Somebody can be blocked because of what happened with them, however long ago: the viewer's swipe, their like, an ended match.
  await pass(alice, bella)
  for (const id of [bella, dave]) await house.discovery.block({ targetUserId: id }, await as(alice))
  const { blocks } = await house.discovery.listBlocks({ pageSize: 0, pageToken: '' }, await as(alice))
  expect(blocks.map(({ userId }) => userId).toSorted()).toEqual([bella, dave].toSorted())
})
