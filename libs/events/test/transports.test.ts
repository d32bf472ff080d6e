import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { ProfileChanged } from '@kindred/contracts/profile'
import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createTestAuthority, type TestAuthority, testLog } from '@kindred/testkit'

import { createRelay, type EventTransport, type Relay } from '../src/index.js'
import { createBroker } from './broker.js'
import {
  changed,
  createCleaner,
  type Listener,
  openListener,
  openOwner,
  type Owner,
  type World,
} from './world.js'

let authority: TestAuthority
let world: World

beforeAll(async () => {
  authority = await createTestAuthority()
})
beforeEach(() => {
  world = { authority, cleaner: createCleaner(), addresses: new Map() }
})
afterEach(() => world.cleaner.clean())

const patience = { timeout: 60_000, interval: 20 }

async function startRelay({ database }: Owner, transport: EventTransport): Promise<Relay> {
  const relay = createRelay({ database, transport, log: testLog, pollMs: 100, firstRetryMs: 20 })
  await relay.start()
  world.cleaner.later(() => relay.stop())
  return relay
}

async function receive(transport: EventTransport, { receiver }: Listener): Promise<void> {
  await transport.receive(receiver)
  world.cleaner.later(() => transport.close())
}

const countInOutbox = async ({ database }: Owner): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) from outbox_delivery`.execute(database.db)
  return rows[0]!.count
}

const event = (userId: string, version: number) => ({
  id: newId(),
  type: ProfileChanged.$type,
  aggregateId: userId,
  occurredAt: new Date(),
  payload: Buffer.from(ProfileChanged.encode(changed(userId, version)).finish()),
  traceparent: '',
})

type Way = (owner: Owner) => { readonly ofProfile: EventTransport; readonly ofChat: EventTransport }

const ways: Record<string, Way> = {
  gRPC: ({ transport }) => ({ ofProfile: transport, ofChat: transport }),
  'a broker': () => {
    const broker = createBroker()
    return { ofProfile: broker.transportOf('profile'), ofChat: broker.transportOf('chat') }
  },
}

describe.each(Object.entries(ways))('events over %s', (_name, openWay) => {
  it('applies events once and in order, while one that fails holds back only its aggregate', async () => {
    let refusals = 3
    const listener = await openListener(world, 'chat', ({ userId, version }) => {
      if (userId === 'ann' && version === 1 && refusals-- > 0) throw new Error('not now')
    })
    const owner = await openOwner(world)
    const { ofProfile, ofChat } = openWay(owner)
    await owner.subscribe('chat')
    for (const version of [1, 2, 3]) for (const userId of ['ann', 'bob']) await owner.change(userId, version)
    await receive(ofChat, listener)
    await startRelay(owner, ofProfile)
    await expect.poll(listener.applied, patience).toHaveLength(6)
    const applied = await listener.applied()
    expect(applied.slice(0, 3)).toEqual(['bob:1', 'bob:2', 'bob:3'])
    expect(applied.slice(3)).toEqual(['ann:1', 'ann:2', 'ann:3'])
    await expect.poll(() => countInOutbox(owner), patience).toBe(0)
  })

  it('applies an event once when it is published twice', async () => {
    const listener = await openListener(world, 'chat')
    const { ofProfile, ofChat } = openWay(await openOwner(world))
    await receive(ofChat, listener)
    const [first, second] = [event('ann', 1), event('ann', 2)]
    const signal = new AbortController().signal
    for (const batch of [[first], [first, second]])
      expect(await ofProfile.publish('chat', batch, signal)).toEqual([])
    await expect.poll(listener.applied, patience).toEqual(['ann:1', 'ann:2'])
  })
})

describe('a transport that stores what is published', () => {
  it('takes events out of the outbox while their subscriber is away, and brings them when it is back', async () => {
    const listener = await openListener(world, 'chat')
    const owner = await openOwner(world)
    const broker = createBroker()
    await owner.subscribe('chat')
    await owner.change('ann', 1)
    await startRelay(owner, broker.transportOf('profile'))
    await expect.poll(() => countInOutbox(owner), patience).toBe(0)
    expect(broker.waiting('chat')).toBe(1)
    expect(await listener.applied()).toEqual([])
    await receive(broker.transportOf('chat'), listener)
    await expect.poll(listener.applied, patience).toEqual(['ann:1'])
    await expect.poll(() => broker.waiting('chat'), patience).toBe(0)
  })

  it('brings no event to a consumer that its sender does not own', async () => {
    const listener = await openListener(world, 'chat')
    const broker = createBroker()
    await receive(broker.transportOf('chat'), listener)
    const signal = new AbortController().signal
    await broker.transportOf('media').publish('chat', [event('ann', 1)], signal)
    await broker.transportOf('profile').publish('chat', [event('bob', 1)], signal)
    await expect.poll(listener.applied, patience).toEqual(['bob:1'])
    expect(broker.waiting('chat')).toBe(1)
  })
})
