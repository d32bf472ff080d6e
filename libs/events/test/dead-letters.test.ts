import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { OutboxServiceService } from '@kindred/contracts/events'
import { ProfileChanged, ProfileDeleted } from '@kindred/contracts/profile'
import { sql, transact } from '@kindred/db'
import { createClient } from '@kindred/rpc'
import { createTestAuthority, testLog, testTransport } from '@kindred/testkit'

import { createRelay, dropPending, pruneDeadLetters, publish } from '../src/index.js'
import { createCleaner, openListener, openOwner, type Owner, type World } from './world.js'

let world: World

beforeEach(async () => {
  world = { authority: await createTestAuthority(), cleaner: createCleaner(), addresses: new Map() }
})
afterEach(() => world.cleaner.clean())

const patience = { timeout: 60_000, interval: 20 }

async function startRelay({ database, transport }: Owner): Promise<() => Promise<void>> {
  const retry = { maxAttempts: 3, firstRetryMs: 5, longestRetryMs: 10 }
  const relay = createRelay({ database, transport, log: testLog, pollMs: 50, ...retry })
  await relay.start()
  world.cleaner.later(() => relay.stop())
  return () => relay.stop()
}

async function openOutboxClient() {
  const transport = testTransport(world.addresses.get('profile')!)
  world.cleaner.later(() => transport.close())
  const options = { token: await world.authority.serviceToken('chat', 'profile') }
  const outbox = createClient(OutboxServiceService, transport)
  return {
    list: (pageSize = 20, pageToken = '') => outbox.listDeadLetters({ pageSize, pageToken }, options),
    redrive: (...deliveryIds: string[]) => outbox.redriveDeadLetters({ deliveryIds }, options),
  }
}

describe('a dead letter', () => {
  it('makes an event that failed too often a dead letter, which lets later ones pass, is listed and can be redriven', async () => {
    let broken = true
    const listener = await openListener(world, 'chat', ({ version }) => {
      if (broken && version === 1) throw new Error('never')
    })
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    await owner.change('ann', 1)
    await owner.change('ann', 2)
    await startRelay(owner)
    await expect.poll(listener.applied, patience).toEqual(['ann:2'])

    const { list, redrive } = await openOutboxClient()
    const { deadLetters } = await list()
    expect(deadLetters).toEqual([
      {
        deliveryId: expect.any(String) as string,
        subscriber: 'chat',
        attempts: 3,
        lastError: 'INTERNAL',
        event: expect.objectContaining({
          type: ProfileChanged.$type,
          aggregateId: 'ann',
          payload: Buffer.alloc(0),
        }),
      },
    ])
    broken = false
    expect(await redrive(deadLetters[0]!.deliveryId)).toEqual({ redriven: 1 })
    await expect.poll(listener.applied, patience).toEqual(['ann:2', 'ann:1'])
    expect((await list()).deadLetters).toEqual([])
    expect(await redrive()).toEqual({ redriven: 0 })
  })

  it('delivers a redriven dead letter before the events that still wait', async () => {
    let broken = true
    const listener = await openListener(world, 'chat', ({ version }) => {
      if (broken && version === 1) throw new Error('never')
    })
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    await owner.change('ann', 1)
    const stop = await startRelay(owner)
    const { list, redrive } = await openOutboxClient()
    await expect.poll(async () => (await list()).deadLetters.length, patience).toBe(1)
    await stop()
    await owner.change('ann', 2)
    broken = false
    expect(await redrive()).toEqual({ redriven: 1 })
    await startRelay(owner)
    await expect.poll(listener.applied, patience).toEqual(['ann:1', 'ann:2'])
  })

  it('lists dead letters page by page', async () => {
    await openListener(world, 'chat', () => {
      throw new Error('never')
    })
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    for (const userId of ['ann', 'bob', 'cat']) await owner.change(userId, 1)
    await startRelay(owner)
    const { list, redrive } = await openOutboxClient()
    await expect.poll(async () => (await list()).deadLetters.length, patience).toBe(3)
    const first = await list(2)
    const second = await list(2, first.nextPageToken)
    const people = [...first.deadLetters, ...second.deadLetters].map((letter) => letter.event?.aggregateId)
    expect(people).toEqual(['ann', 'bob', 'cat'])
    expect(second.nextPageToken).toBe('')
    await expect(redrive('no-number')).rejects.toMatchObject({ code: 'DELIVERY_ID_INVALID' })
    await expect(list(2, 'no-token')).rejects.toMatchObject({ code: 'PAGE_TOKEN_INVALID' })
  })
})

describe('pruneDeadLetters', () => {
  it('removes dead letters that died 180 days ago, with their events, and no younger one', async () => {
    await openListener(world, 'chat', () => {
      throw new Error('never')
    })
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    for (const userId of ['ann', 'bob']) await owner.change(userId, 1)
    await startRelay(owner)
    const { list } = await openOutboxClient()
    await expect.poll(async () => (await list()).deadLetters.length, patience).toBe(2)
    const { db } = owner.database
    for (const [userId, days] of Object.entries({ ann: 181, bob: 179 }))
      await sql`update outbox_delivery set dead_at = now() - make_interval(days => ${days}) where aggregate_id = ${userId}`.execute(
        db,
      )
    expect(await pruneDeadLetters(db)).toBe(1)
    const { rows } = await sql<{ aggregate_id: string }>`select aggregate_id from outbox_event`.execute(db)
    expect(rows).toEqual([{ aggregate_id: 'bob' }])
    expect((await list()).deadLetters.map(({ event }) => event?.aggregateId)).toEqual(['bob'])
  })
})

describe('dropPending', () => {
  it('drops the undelivered events of a person who is deleted, dead letters included', async () => {
    const listener = await openListener(world, 'chat', () => {
      throw new Error('never')
    })
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    await owner.change('ann', 1)
    await startRelay(owner)
    const { list } = await openOutboxClient()
    await expect.poll(async () => (await list()).deadLetters.length, patience).toBe(1)
    await listener.stop()
    await owner.change('ann', 2)
    await owner.change('bob', 1)
    await sql`insert into outbox_subscription (subscriber, type) values ('chat', ${ProfileDeleted.$type})`.execute(
      owner.database.db,
    )
    await transact(owner.database.db, async (trx) => {
      await dropPending(trx, 'ann')
      await publish(trx, ProfileDeleted, 'ann', { userId: 'ann' })
    })
    const { rows } = await sql<{ aggregate_id: string; type: string }>`
      select aggregate_id, type from outbox_event order by aggregate_id`.execute(owner.database.db)
    expect(rows).toEqual([
      { aggregate_id: 'ann', type: ProfileDeleted.$type },
      { aggregate_id: 'bob', type: ProfileChanged.$type },
    ])
  })
})
