import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { OutboxServiceService } from '@kindred/contracts/events'
import { createClient } from '@kindred/rpc'
import { testLog, testTransport } from '@kindred/testkit'
import { hasRabbit, type Rabbit, startRabbit } from '@kindred/testkit/rabbitmq'

import { drainingTransport, type EventReceiver, type EventTransport, whenDelivered } from '../src/index.js'
import { startLoad } from './load.js'
import { openOwnerOf, startFullRelay, subscribeAmongWriters } from './population.js'
import { surviveTrouble } from './rabbit-trouble.js'
import { openPair, transportOf, versionsOf, viewBroker } from './rabbit-world.js'
import {
  countInOutbox,
  event,
  itCarriesEvents,
  patience,
  receive,
  startRelay,
  useWorld,
} from './transport-suite.js'
import { openListener, openOwner } from './world.js'

/** Lets nobody through until it is opened. */
function openGate(): { readonly passed: Promise<void>; open(): void } {
  let open!: () => void
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { passed, open }
}

describe.skipIf(!hasRabbit)('RabbitMQ', () => {
  let rabbit: Rabbit
  beforeAll(async () => {
    rabbit = await startRabbit()
  })
  afterAll(() => rabbit.stop())
  const worldOf = useWorld()
  beforeEach(() => viewBroker(rabbit.url).emptyQueues('chat'))

  const transport = (service: string) => {
    const opened = transportOf(worldOf(), rabbit.url, service)
    worldOf().cleaner.later(() => opened.close())
    return opened
  }

  itCarriesEvents('RabbitMQ', worldOf, () => ({ ofProfile: transport('profile'), ofChat: transport('chat') }))

  it('events go over TLS to a RabbitMQ whose certificate the URL names the authority of, and to no other', async () => {
    const open = (url: string): EventTransport => {
      const opened = transportOf(worldOf(), url, 'profile')
      worldOf().cleaner.later(() => opened.close())
      return opened
    }
    const send = (opened: EventTransport) =>
      opened.publish('chat', [event('ann', 1)], new AbortController().signal).catch(String)
    const named = `${rabbit.tlsUrl}?cacertfile=${rabbit.certificateFile}`
    const opened = open(named)
    await expect.poll(() => send(opened), patience).toEqual([])
    expect(await viewBroker(rabbit.url).waiting('chat')).toBe(1)
    testLog.clear()
    expect(await send(open(rabbit.tlsUrl))).toMatch('away')
    const told = (): string =>
      JSON.stringify(testLog.records().map(({ fields }) => String(Object.values(fields)[0])))
    await expect.poll(told, patience).toMatch('self-signed certificate')
  })

  it('RabbitMQ keeps the events of a subscriber that was never there until it comes', async () => {
    const listener = await openListener(worldOf(), 'discovery')
    const owner = await openOwner(worldOf())
    await owner.subscribe('discovery')
    await owner.change('ann', 1)
    await startRelay(worldOf(), owner, transport('profile'))
    await expect.poll(() => countInOutbox(owner), patience).toBe(0)
    expect(await viewBroker(rabbit.url).waiting('discovery')).toBe(1)
    expect(await listener.applied()).toEqual([])
    await receive(worldOf(), transport('discovery'), listener)
    await expect.poll(listener.applied, patience).toEqual(['ann:1'])
  })

  it('a new subscriber gets over RabbitMQ the present state and every change, without a gap and never backwards, while people write', async () => {
    const world = worldOf()
    const owner = await openOwnerOf(world, 220)
    const listener = await openListener(world, 'chat')
    await receive(world, transport('chat'), listener)
    await startFullRelay(world, owner, transport('profile'))
    await subscribeAmongWriters(world, owner, listener)
  })

  it('an event over RabbitMQ that its sender does not own, or that nobody proves to have sent, is put aside', async () => {
    const listener = await openListener(worldOf(), 'chat')
    await receive(worldOf(), transport('chat'), listener)
    const signal = new AbortController().signal
    const publish = (service: string, userId: string): Promise<unknown> => {
      const opened = transport(service)
      return expect
        .poll(() => opened.publish('chat', [event(userId, 1)], signal).catch(String), patience)
        .toEqual([])
    }
    await publish('media', 'ann')
    const headers = { 'kindred-version': 1, 'kindred-sender': 'profile', 'kindred-seal': 'guessed' }
    await viewBroker(rabbit.url).plant('chat.profile.ProfileChanged.0', headers, Buffer.from('an event'))
    await publish('profile', 'bob')
    await expect.poll(listener.applied, patience).toEqual(['bob:1'])
    await expect.poll(() => viewBroker(rabbit.url).refused('chat'), patience).toBe(2)
  })

  it('an event over RabbitMQ that always fails becomes a dead letter of its subscriber, blocks nobody and can be redriven', async () => {
    const world = worldOf()
    let broken = true
    const listener = await openListener(world, 'chat', ({ userId, version }) => {
      if (broken && userId === 'ann' && version === 1) throw new Error('never')
    })
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    await receive(world, transport('chat'), listener)
    await startRelay(world, owner, transport('profile'))
    for (const version of [1, 2])
      for (const userId of ['ann', 'bob', 'eve']) await owner.change(userId, version)
    await expect.poll(async () => (await listener.applied()).length, patience).toBe(5)
    expect(await listener.applied()).toContain('ann:2')
    const line = testTransport(world.addresses.get('chat')!)
    world.cleaner.later(() => line.close())
    const client = createClient(OutboxServiceService, line)
    const options = { token: await world.authority.serviceToken('profile', 'chat') }
    const { deadLetters } = await client.listDeadLetters({ pageSize: 0, pageToken: '' }, options)
    expect(deadLetters).toMatchObject([{ subscriber: 'chat', attempts: 6, event: { aggregateId: 'ann' } }])
    broken = false
    await client.redriveDeadLetters({ deliveryIds: [] }, options)
    await expect.poll(listener.applied, patience).toContain('ann:1')
    await expect.poll(() => countInOutbox(listener), patience).toBe(0)
  })

  it('events wait in the outbox while RabbitMQ is away, and all arrive when it is back', async () => {
    const { owner, listener } = await openPair(worldOf())
    const ofProfile = transport('profile')
    await receive(worldOf(), transport('chat'), listener)
    await startRelay(worldOf(), owner, ofProfile)
    await owner.change('ann', 1)
    await expect.poll(listener.applied, patience).toEqual(['ann:1'])
    expect(ofProfile.isConnected?.()).toBe(true)
    await rabbit.shutDown()
    for (const version of [2, 3, 4]) await owner.change('ann', version)
    await expect.poll(() => ofProfile.isConnected?.(), patience).toBe(false)
    expect(await countInOutbox(owner)).toBe(3)
    await rabbit.start()
    await expect.poll(listener.applied, patience).toEqual(['ann:1', 'ann:2', 'ann:3', 'ann:4'])
    await expect.poll(() => ofProfile.isConnected?.(), patience).toBe(true)
  })

  it('a question about an aggregate is answered when what came before is applied, and not while some of it is held', async () => {
    let broken = true
    const world = worldOf()
    const gate = openGate()
    const listener = await openListener(world, 'chat', async ({ userId }) => {
      if (userId === 'ann') await gate.passed
      if (userId === 'bob' && broken) throw new Error('not now')
    })
    const owner = await openOwner(world)
    const ofProfile = transport('profile')
    await owner.subscribe('chat')
    await receive(world, transport('chat'), listener)
    await startRelay(world, owner, ofProfile)
    await owner.change('ann', 1)
    const isApplied = (aggregateId: string, withinMs: number) =>
      whenDelivered(owner.database.db, ofProfile, { subscriber: 'chat', aggregateId, withinMs })
    expect(await isApplied('ann', 1_000)).toBe(false)
    gate.open()
    await expect.poll(() => isApplied('ann', 5_000), patience).toBe(true)
    expect(await listener.applied()).toEqual(['ann:1'])
    await owner.change('bob', 1)
    await expect.poll(() => countInOutbox(listener), patience).toBe(1)
    expect(await isApplied('bob', 5_000)).toBe(false)
    broken = false
    await expect.poll(() => isApplied('bob', 5_000), patience).toBe(true)
    expect(await listener.applied()).toEqual(['ann:1', 'bob:1'])
  })

  it('a change from gRPC to RabbitMQ and back while events flow loses none, brings none twice and keeps the order', async () => {
    const world = worldOf()
    const gate = openGate()
    let isSlow = false
    const listener = await openListener(world, 'chat', () => (isSlow ? gate.passed : undefined))
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    await receive(world, transport('chat'), listener)
    const load = startLoad(owner, 5)
    world.cleaner.later(() => load.stop())
    const applied = async (): Promise<number> => (await listener.applied()).length
    const flows = async (): Promise<void> => {
      const before = await applied()
      await expect.poll(applied, patience).toBeGreaterThan(before + 20)
    }
    const over = async (way: EventTransport): Promise<void> => {
      const relay = await startRelay(world, owner, way)
      await flows()
      isSlow = way === broker
      const written = load.written()
      await expect.poll(load.written, patience).toBeGreaterThan(written + 20)
      await relay.stop()
    }
    const broker = transport('profile')
    await over(owner.transport)
    await over(broker)
    const left = drainingTransport({ from: transport('profile'), to: owner.transport, log: testLog })
    await startRelay(world, owner, left)
    const before = await applied()
    expect(await left.publish('chat', [], new AbortController().signal).catch(String)).toMatch(
      'not taken all',
    )
    gate.open()
    await expect.poll(applied, patience).toBeGreaterThan(before + 20)
    await flows()
    const written = await load.stop()
    await expect.poll(applied, patience).toBe(load.written())
    expect(versionsOf(await listener.applied())).toEqual(written)
  })

  it('instances of a subscriber share the queues of RabbitMQ, also when one comes later, and keep the order', async () => {
    const world = worldOf()
    const { owner, listener } = await openPair(world)
    const taken = new Map<string, number>()
    const join = async (name: string): Promise<void> => {
      const takeEvents: EventReceiver['takeEvents'] = (...batch) => {
        taken.set(name, (taken.get(name) ?? 0) + 1)
        return listener.receiver.takeEvents(...batch)
      }
      const instance = transport('chat')
      await instance.receive({ ...listener.receiver, takeEvents })
    }
    await join('first')
    await startRelay(world, owner, transport('profile'))
    const load = startLoad(owner, 5)
    world.cleaner.later(() => load.stop())
    await expect.poll(() => taken.get('first'), patience).toBeGreaterThan(5)
    await join('second')
    await expect.poll(() => taken.get('second'), patience).toBeGreaterThan(5)
    taken.clear()
    await expect.poll(() => taken.get('first'), patience).toBeGreaterThan(5)
    const written = await load.stop()
    await expect.poll(async () => (await listener.applied()).length, patience).toBe(load.written())
    expect(versionsOf(await listener.applied())).toEqual(written)
  })

  it('two cuts of every connection to RabbitMQ lose no event, bring none twice and keep the order', async () => {
    await surviveTrouble(worldOf(), rabbit, { cuts: 2, restarts: 0, everyMs: 5 })
  })
})
