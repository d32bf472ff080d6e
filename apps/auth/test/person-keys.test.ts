import { createHmac } from 'node:crypto'

import { afterAll, beforeAll, expect, it } from 'vitest'

import { AccountKeyed } from '@kindred/contracts/auth'
import { OutboxServiceService } from '@kindred/contracts/events'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { createClient } from '@kindred/rpc'
import { deliver, testEvent, testTransport } from '@kindred/testkit'

import { type AuthWorld, botSecret, openAuth } from './world.js'

let world: AuthWorld
beforeAll(async () => {
  world = await openAuth()
})
afterAll(() => world.stop())

/** Makes events wait for a subscriber that is nowhere, and waits until it was told of what is there already. */
async function subscribe(service: string): Promise<void> {
  const transport = testTransport(world.address)
  const token = await world.authority.serviceToken(service, 'auth')
  await createClient(OutboxServiceService, transport).subscribe({ types: [AccountKeyed.$type] }, { token })
  transport.close()
  const replays = () =>
    world.database.db
      .selectFrom('outbox_replay')
      .select('subscriber')
      .where('subscriber', '=', service)
      .execute()
  await expect.poll(replays, { timeout: 60_000 }).toEqual([])
}

/** What a subscriber has not got yet of an account, in order. */
async function waiting(service: string, userId: string): Promise<AccountKeyed[]> {
  const rows = await world.database.db
    .selectFrom('outbox_delivery')
    .innerJoin('outbox_event', 'outbox_event.id', 'outbox_delivery.event_id')
    .select('payload')
    .where('subscriber', '=', service)
    .where('outbox_event.aggregate_id', '=', userId)
    .orderBy('outbox_delivery.id')
    .execute()
  return rows.map(({ payload }) => AccountKeyed.decode(payload))
}

const keyOf = (telegramId: number): Buffer =>
  createHmac('sha256', world.config.personSecret).update(`person:v1:${telegramId}`).digest()
const told = (userId: string, telegramId: number) => [{ userId, personKey: keyOf(telegramId) }]

it('tells whose account it is, once, whoever made it, and again when it ends', async () => {
  await subscribe('discovery')
  const { user } = await world.signIn(1001)
  const userId = user!.id
  await world.signIn(1001)
  expect(await waiting('discovery', userId)).toEqual(told(userId, 1001))
  const byBot = await world.auth.exchangeTelegramUser(
    { telegramUserId: 1002, languageCode: 'en' },
    { token: botSecret },
  )
  expect(await waiting('discovery', byBot.user!.id)).toEqual(told(byBot.user!.id, 1002))

  await deliver(world.address, world.authority, 'auth', [testEvent(ProfileDeleted, userId, { userId })])
  expect(await waiting('discovery', userId)).toEqual(told(userId, 1001))
  const again = (await world.signIn(1001)).user!.id
  expect(again).not.toBe(userId)
  expect(await waiting('discovery', again)).toEqual(told(again, 1001))
})

it('tells a service that begins to listen whose accounts there are', async () => {
  const ids = await Promise.all(
    [2001, 2002, 2003].map(async (telegramId) => (await world.signIn(telegramId)).user!.id),
  )
  await subscribe('profile')
  for (const [at, id] of ids.entries())
    await expect.poll(() => waiting('profile', id), { timeout: 60_000 }).toEqual(told(id, 2001 + at))
})
