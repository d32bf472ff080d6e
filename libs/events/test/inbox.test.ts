import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { InboxServiceService } from '@kindred/contracts/events'
import { ProfileChanged, ProfileDeleted } from '@kindred/contracts/profile'
import { openDatabase, sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { createClient } from '@kindred/rpc'
import {
  createTestAuthority,
  deliver,
  testAdminUrl,
  testEvent,
  testLog,
  testTransport,
} from '@kindred/testkit'

import { eventLifeMs } from '../src/departures/index.js'
import { createRelay, type EventPublisher, pruneInbox } from '../src/index.js'
import { changed, createCleaner, openListener, openOwner, type World } from './world.js'

let world: World

beforeEach(async () => {
  world = { authority: await createTestAuthority(), cleaner: createCleaner(), addresses: new Map() }
})
afterEach(() => world.cleaner.clean())

const event = (userId: string, version: number, id = newId()) =>
  testEvent(ProfileChanged, userId, changed(userId, version), id)

const deliverToChat = (...events: Parameters<typeof deliver>[3]) =>
  deliver(world.addresses.get('chat')!, world.authority, 'chat', events)

describe('the inbox', () => {
  it('applies an event once, also when it comes several times at the same moment', async () => {
    const listener = await openListener(world, 'chat')
    const twice = event('ann', 1)
    const failures = await Promise.all(Array.from({ length: 8 }, () => deliverToChat(twice, event('bob', 1))))
    expect(failures.flat()).toEqual([])
    expect((await listener.applied()).filter((one) => one === 'ann:1')).toHaveLength(1)
  })

  it('applies an event once when the answer of the first delivery was lost', async () => {
    const listener = await openListener(world, 'chat')
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    let deliveries = 0
    const losesFirstAnswer: EventPublisher = {
      async publish(...batch) {
        const failures = await owner.transport.publish(...batch)
        if (++deliveries === 1) throw new Error('crashed before the answer')
        return failures
      },
    }
    const relay = createRelay({
      database: owner.database,
      transport: losesFirstAnswer,
      log: testLog,
      pollMs: 50,
    })
    await relay.start()
    world.cleaner.later(() => relay.stop())
    await owner.change('ann', 1)
    await expect.poll(() => deliveries, { timeout: 60_000 }).toBe(2)
    await owner.change('ann', 2)
    await expect.poll(listener.applied, { timeout: 60_000 }).toEqual(['ann:1', 'ann:2'])
  })

  it('takes back everything of an event whose handler fails, and lets it be tried again', async () => {
    let fails = true
    const listener = await openListener(world, 'chat', () => {
      if (fails) throw new Error('not now')
    })
    const one = event('ann', 1)
    expect(await deliverToChat(one)).toEqual([{ eventId: one.id, code: 'INTERNAL' }])
    expect(await listener.applied()).toEqual([])
    fails = false
    expect(await deliverToChat(one)).toEqual([])
    expect(await listener.applied()).toEqual(['ann:1'])
  })

  it('names the later events of an aggregate that failed and applies those of others', async () => {
    const listener = await openListener(world, 'chat', ({ userId, version }) => {
      if (userId === 'ann' && version === 1) throw new Error('not now')
    })
    const [first, second, other] = [event('ann', 1), event('ann', 2), event('bob', 1)]
    expect(await deliverToChat(first, second, other)).toEqual([
      { eventId: first.id, code: 'INTERNAL' },
      { eventId: second.id, code: 'HELD_BACK' },
    ])
    expect(await listener.applied()).toEqual(['bob:1'])
  })

  it('applies in one transaction, in their order and each once, what comes together for a consumer that can', async () => {
    const listener = await openListener(world, 'chat', undefined, { together: true })
    const known = event('ann', 1)
    expect(await deliverToChat(known)).toEqual([])
    expect(await deliverToChat(known, event('ann', 2), event('bob', 1), event('ann', 3))).toEqual([])
    expect(await listener.applied()).toEqual(['ann:1', 'ann:2', 'bob:1', 'ann:3'])
    const { rows } = await sql<{ count: number }>`
      select count(distinct xmin::text)::int as count from noted`.execute(listener.database.db)
    expect(rows).toEqual([{ count: 2 }])
  })

  it('applies each by itself when one of those that come together fails', async () => {
    const listener = await openListener(
      world,
      'chat',
      ({ userId, version }) => {
        if (userId === 'ann' && version === 1) throw new Error('not now')
      },
      { together: true },
    )
    const [bob, first, second, eve] = [event('bob', 1), event('ann', 1), event('ann', 2), event('eve', 1)]
    expect(await deliverToChat(bob, first, second, eve)).toEqual([
      { eventId: first.id, code: 'INTERNAL' },
      { eventId: second.id, code: 'HELD_BACK' },
    ])
    expect(await listener.applied()).toEqual(['bob:1', 'eve:1'])
  })

  it('refuses a type that it does not know, so that nothing is lost', async () => {
    await openListener(world, 'chat')
    const unknown = testEvent(ProfileDeleted, 'ann', { userId: 'ann' })
    expect(await deliverToChat(unknown)).toEqual([{ eventId: unknown.id, code: 'EVENT_TYPE_UNKNOWN' }])
  })

  it.each([
    ['by itself', { together: false }],
    ['with others', { together: true }],
  ])('refuses %s an event that waited for so long that who left may be forgotten', async (_, how) => {
    const listener = await openListener(world, 'chat', undefined, how)
    const ago = (ms: number) => new Date(world.authority.clock.now().getTime() - ms)
    const [old, last] = [event('ann', 1), event('bob', 1)]
    const events = [
      { ...old, occurredAt: ago(eventLifeMs + 60_000) },
      { ...last, occurredAt: ago(eventLifeMs - 60_000) },
    ]
    expect(await deliverToChat(...events)).toEqual([{ eventId: old.id, code: 'EVENT_TOO_OLD' }])
    expect(await listener.applied()).toEqual(['bob:1'])
  })

  it('applies however late it comes an event that can bring nobody back', async () => {
    const listener = await openListener(world, 'chat', undefined, { anyAge: true })
    expect(await deliverToChat({ ...event('ann', 1), occurredAt: new Date(0) })).toEqual([])
    expect(await listener.applied()).toEqual(['ann:1'])
  })

  it('refuses events from a service that does not own their type, and people altogether', async () => {
    const listener = await openListener(world, 'chat')
    const transport = testTransport(world.addresses.get('chat')!)
    world.cleaner.later(() => transport.close())
    const inbox = createClient(InboxServiceService, transport)
    const payload = Buffer.from(ProfileChanged.encode(changed('ann', 1)).finish())
    const forged = { id: newId(), type: ProfileChanged.$type, aggregateId: 'ann', payload, traceparent: '' }
    const token = await world.authority.serviceToken('media', 'chat')
    expect(await inbox.deliver({ events: [forged] }, { token })).toEqual({
      failures: [{ eventId: forged.id, code: 'EVENT_NOT_YOURS' }],
    })
    const person = await world.authority.issue(newId())
    await expect(inbox.deliver({ events: [forged] }, { token: person })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(inbox.deliver({ events: [forged] })).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect(await listener.applied()).toEqual([])
  })

  it('answers for the whole delivery when its own database is away, without a word on single events', async () => {
    const listener = await openListener(world, 'chat')
    const server = openDatabase({ url: testAdminUrl(), name: 'admin', log: testLog })
    world.cleaner.later(() => server.close())
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
      listener.database.db,
    )
    const limitTo = (count: number) =>
      sql`alter database ${sql.id(rows[0]!.name)} connection limit ${sql.lit(count)}`.execute(server.db)
    await limitTo(0)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${rows[0]!.name}`.execute(
      server.db,
    )
    await expect(deliverToChat(event('ann', 1))).rejects.toMatchObject({ kind: 'unavailable' })
    await limitTo(-1)
    // For a moment after a failed attempt nobody tries.
    await expect.poll(() => deliverToChat(event('ann', 1)).catch(() => 'not yet')).toEqual([])
  })

  it('forgets what it applied more than 14 days ago', async () => {
    const { database } = await openListener(world, 'chat')
    await deliverToChat(event('ann', 1), event('bob', 1))
    await sql`update inbox_event set applied_at = now() - interval '15 days'
      where id = (select id from inbox_event limit 1)`.execute(database.db)
    expect(await pruneInbox(database.db)).toBe(1)
    expect(await pruneInbox(database.db)).toBe(0)
  })
})
