import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { ProfileChanged, ProfileDeleted } from '@kindred/contracts/profile'
import { sql } from '@kindred/db'
import { createServiceTokens } from '@kindred/identity'
import { createTestAuthority, testLog } from '@kindred/testkit'

import { createSubscriber, publish } from '../src/index.js'
import { openOutboxClient, openOwnerOf, startFullRelay, subscribeAmongWriters } from './population.js'
import { changed, createCleaner, openListener, type World } from './world.js'

let world: World

beforeEach(async () => {
  world = { authority: await createTestAuthority(), cleaner: createCleaner(), addresses: new Map() }
})
afterEach(() => world.cleaner.clean())

const patience = { timeout: 60_000, interval: 50 }

describe('a new subscriber', () => {
  it('sends a new subscriber the present state and every change, without a gap and never backwards, while people write', async () => {
    const owner = await openOwnerOf(world, 220)
    const listener = await openListener(world, 'chat')
    await startFullRelay(world, owner, owner.transport)
    await subscribeAmongWriters(world, owner, listener)
  })

  it('sends the rest of a snapshot after a restart of the owner', async () => {
    const owner = await openOwnerOf(world, 250)
    const listener = await openListener(world, 'chat')
    await (await openOutboxClient(world)).subscribe(ProfileChanged.$type)
    await sql`update outbox_replay set after = 'p0200'`.execute(owner.database.db)
    const stop = await startFullRelay(world, owner, owner.transport)
    await expect.poll(listener.applied, patience).toHaveLength(50)
    await stop()
    const { rows } = await sql`select * from outbox_replay`.execute(owner.database.db)
    expect(rows).toEqual([])
  })

  it('replays a state to a subscriber that has lost it, and only types that it subscribes to', async () => {
    const owner = await openOwnerOf(world, 3)
    const listener = await openListener(world, 'chat')
    await startFullRelay(world, owner, owner.transport)
    const { subscribe, replay } = await openOutboxClient(world)
    await subscribe(ProfileChanged.$type)
    await expect.poll(listener.applied, patience).toHaveLength(3)
    expect(await subscribe(ProfileChanged.$type)).toEqual({ addedTypes: [] })
    await replay()
    await expect.poll(listener.applied, patience).toHaveLength(6)
    await expect(replay(ProfileDeleted.$type)).rejects.toMatchObject({ code: 'EVENT_TYPE_NOT_SUBSCRIBED' })
  })

  it('lets a subscription wait for transactions that may not have seen it', async () => {
    const owner = await openOwnerOf(world, 1)
    const { subscribe } = await openOutboxClient(world)
    const writer = await owner.database.db.startTransaction().execute()
    await publish(writer, ProfileChanged, 'p0001', changed('p0001', 2))
    await expect(subscribe(ProfileChanged.$type)).rejects.toMatchObject({ kind: 'unavailable' })
    await writer.commit().execute()
    expect(await subscribe(ProfileChanged.$type)).toEqual({ addedTypes: [ProfileChanged.$type] })
  })
})

describe('createSubscriber', () => {
  it('subscribes as soon as the owner is there', async () => {
    let client: Awaited<ReturnType<typeof openOutboxClient>> | undefined = undefined
    let refused = 0
    const subscriber = createSubscriber({
      types: [ProfileChanged.$type],
      outboxOf: () => ({
        async subscribe({ types }) {
          if (client === undefined) throw new Error(`away ${++refused}`)
          return client.subscribe(...types)
        },
      }),
      serviceTokens: createServiceTokens({ service: 'chat', secret: world.authority.serviceSecret }),
      log: testLog,
    })
    subscriber.start()
    world.cleaner.later(() => subscriber.stop())
    await expect.poll(() => refused, patience).toBeGreaterThan(1)
    const owner = await openOwnerOf(world, 1)
    client = await openOutboxClient(world)
    const { db } = owner.database
    await expect
      .poll(
        async () => (await sql`select subscriber, type from outbox_subscription`.execute(db)).rows,
        patience,
      )
      .toEqual([{ subscriber: 'chat', type: ProfileChanged.$type }])
  })
})
