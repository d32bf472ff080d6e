import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'

import { ProfileChanged } from '@kindred/contracts/profile'
import { sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createTestAuthority, type TestAuthority, testLog } from '@kindred/testkit'

import { createRelay, type EventTransport, type Relay } from '../src/index.js'
import {
  changed,
  createCleaner,
  type Listener,
  openListener,
  openOwner,
  type Owner,
  type World,
} from './world.js'

export const patience = { timeout: 60_000, interval: 20 }

/** The transports of the owner and of the subscriber. */
export interface Way {
  readonly ofProfile: EventTransport
  readonly ofChat: EventTransport
}

/** A world that each test has anew. */
export function useWorld(): () => World {
  let authority: TestAuthority
  let world: World
  beforeAll(async () => {
    authority = await createTestAuthority()
  })
  beforeEach(() => {
    world = { authority, cleaner: createCleaner(), addresses: new Map() }
  })
  afterEach(() => world.cleaner.clean())
  return () => world
}

/** The relay of the service that owns the events. */
export async function startRelay(
  { cleaner }: World,
  { database }: Owner,
  transport: EventTransport,
): Promise<Relay> {
  const relay = createRelay({ database, transport, log: testLog, pollMs: 100, firstRetryMs: 20 })
  await relay.start()
  cleaner.later(() => relay.stop())
  return relay
}

/** Makes a listener a subscriber by the transport, with the relay that applies what it holds. */
export async function receive(
  { cleaner }: World,
  transport: EventTransport,
  { database, receiver }: Listener,
): Promise<void> {
  await transport.receive(receiver)
  cleaner.later(() => transport.close())
  const retry = { pollMs: 100, firstRetryMs: 20, longestRetryMs: 40, maxAttempts: 6 }
  const relay = createRelay({ database, transport, log: testLog, self: { name: 'chat', receiver }, ...retry })
  await relay.start()
  cleaner.later(() => relay.stop())
}

export const countInOutbox = async ({ database }: Pick<Owner, 'database'>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*) from outbox_delivery`.execute(database.db)
  return rows[0]!.count
}

export const event = (userId: string, version: number) => ({
  id: newId(),
  type: ProfileChanged.$type,
  aggregateId: userId,
  occurredAt: new Date(),
  payload: Buffer.from(ProfileChanged.encode(changed(userId, version)).finish()),
  traceparent: '',
})

/** What is expected of every transport. */
export function itCarriesEvents(name: string, worldOf: () => World, openWay: (owner: Owner) => Way): void {
  it(`events over ${name} are applied once and in order, while one that fails holds back only its aggregate`, async () => {
    const world = worldOf()
    let refusals = 3
    const listener = await openListener(world, 'chat', ({ userId, version }) => {
      if (userId === 'ann' && version === 1 && refusals-- > 0) throw new Error('not now')
    })
    const owner = await openOwner(world)
    const { ofProfile, ofChat } = openWay(owner)
    await owner.subscribe('chat')
    for (const version of [1, 2, 3]) for (const userId of ['ann', 'bob']) await owner.change(userId, version)
    await receive(world, ofChat, listener)
    await startRelay(world, owner, ofProfile)
    await expect.poll(listener.applied, patience).toHaveLength(6)
    const applied = await listener.applied()
    expect(applied.filter((one) => one.startsWith('ann'))).toEqual(['ann:1', 'ann:2', 'ann:3'])
    expect(applied.filter((one) => one.startsWith('bob'))).toEqual(['bob:1', 'bob:2', 'bob:3'])
    expect(refusals).toBe(-1)
    await expect.poll(() => countInOutbox(owner), patience).toBe(0)
    await expect.poll(() => countInOutbox(listener), patience).toBe(0)
  })

  it(`an event over ${name} is applied once when it is published twice`, async () => {
    const world = worldOf()
    const listener = await openListener(world, 'chat')
    const { ofProfile, ofChat } = openWay(await openOwner(world))
    await receive(world, ofChat, listener)
    const [first, second] = [event('ann', 1), event('ann', 2)]
    for (const batch of [[first], [first, second]])
      await expect
        .poll(() => ofProfile.publish('chat', batch, new AbortController().signal).catch(String), patience)
        .toEqual([])
    await expect.poll(listener.applied, patience).toEqual(['ann:1', 'ann:2'])
  })
}
