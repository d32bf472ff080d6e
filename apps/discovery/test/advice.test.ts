import { afterAll, beforeAll, expect, it } from 'vitest'

import { MarkRaised } from '@kindred/contracts/discovery'
import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'

import { cellAt, type Discovery, startDiscovery } from './fixture.js'

let house: Discovery
beforeAll(async () => {
  house = await startDiscovery()
  await house.keepEvents([MarkRaised.$type])
})
afterAll(() => house.stop())

let places = -170
const two = () => {
  const cell = cellAt(35, (places += 5))
  return house.addPeople([{ cell }, { cell }]) as Promise<[string, string]>
}

/** What safety is told of a person. */
async function marksOf(userId: string): Promise<unknown[]> {
  const { rows } = await sql<{ payload: Buffer }>`
    select payload from outbox_event where type = ${MarkRaised.$type} and aggregate_id = ${userId}`.execute(
    house.db,
  )
  return rows.map(({ payload }) => MarkRaised.decode(payload))
}

const list = { pageSize: 50, pageToken: '' }
const wordsFor = async (userId: string) => {
  const options = await house.as(userId)
  const { candidates } = await house.discovery.listCandidates({ ...list, filters: undefined }, options)
  const { likes } = await house.discovery.listLikes(list, options)
  return [candidates[0], likes[0]?.candidate].map((one) => [one?.message, one?.advice])
}

it.each([
  ['SUPERLIKE', {}],
  ['LIKE', {}],
  ['LIKE', { idempotencyKey: newId() }],
] as const)(
  'who gets a %s with a way out of the app beside it is advised, and safety is told',
  async (kind, more) => {
    const [alice, bob] = await two()
    const message = 'Let’s move to WhatsApp, here is https://me.example/alice'
    const swipe = { targetUserId: bob, kind, message }
    await house.discovery.like(swipe, await house.as(alice, more))
    const advice = ['LINK', 'LEAVE_APP']
    expect(await wordsFor(bob)).toEqual([
      [message, advice],
      [message, advice],
    ])
    const mark = { userId: alice, kind: 'EARLY_CONTACT', count: 2 }
    expect(await marksOf(alice)).toMatchObject([mark])
    await house.discovery.like(swipe, await house.as(alice))
    expect(await marksOf(alice)).toHaveLength(1)
  },
)

it('nobody is advised of ordinary words, or told of them', async () => {
  const [alice, bob] = await two()
  const message = 'Your dog looks happier than I was in all of 2024!'
  await house.discovery.like({ targetUserId: bob, kind: 'SUPERLIKE', message }, await house.as(alice))
  expect(await wordsFor(bob)).toEqual([
    [message, []],
    [message, []],
  ])
  expect(await marksOf(alice)).toEqual([])
})
