import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'

import { sql } from '@kindred/db'
import { createTestAuthority, type TestAuthority, testLog } from '@kindred/testkit'

import { createRelay, type EventPublisher, type Relay } from '../src/index.js'
import { listDueDeliveries, removeDelivered } from '../src/outbox/deliveries.js'
import { createCleaner, openListener, openOwner, type Owner, type World } from './world.js'

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

async function startRelay(
  owner: Owner,
  options: Partial<Parameters<typeof createRelay>[0]> = {},
): Promise<Relay> {
  const { database, transport } = owner
  const relay = createRelay({
    database,
    transport,
    log: testLog,
    pollMs: 200,
    firstRetryMs: 20,
    ...options,
  } as never)
  await relay.start()
  world.cleaner.later(() => relay.stop())
  return relay
}

const countRows = async (owner: Owner): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select (select count(*) from outbox_event)
    + (select count(*) from outbox_delivery) as count`.execute(owner.database.db)
  return rows[0]!.count
}

const countWaiting = async (owner: Owner): Promise<number> => {
  const { rows } = await sql`select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(owner.database.db)
  return rows.length
}

describe('the relay', () => {
  it('keeps the order of an aggregate when an event fails, and holds no other aggregate up', async () => {
    let refusals = 3
    const listener = await openListener(world, 'chat', (event) => {
      if (event.userId === 'ann' && event.version === 1 && refusals-- > 0) throw new Error('not now')
    })
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    for (const version of [1, 2, 3]) {
      await owner.change('ann', version)
      await owner.change('bob', version)
    }
    await startRelay(owner)
    await expect.poll(async () => (await listener.applied()).length, patience).toBe(6)
    const applied = await listener.applied()
    expect(applied.filter((one) => one.startsWith('ann'))).toEqual(['ann:1', 'ann:2', 'ann:3'])
    expect(applied.slice(0, 3)).toEqual(['bob:1', 'bob:2', 'bob:3'])
    expect(refusals).toBe(-1)
    await expect.poll(() => countRows(owner), patience).toBe(0)
  })

  it('lets events gather once its lane is never idle, and delivers them as one batch', async () => {
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    const batches: string[][] = []
    let tellFourth = (): void => undefined
    const isBusy = new Promise<void>((resolve) => (tellFourth = resolve))
    let next = 0
    const busy: EventPublisher = {
      async publish(_, events) {
        batches.push(events.map(({ id }) => id))
        if (batches.length <= 4) await owner.change('ann', (next += 1))
        if (batches.length === 4) tellFourth()
        return []
      },
    }
    await owner.change('ann', (next += 1))
    await startRelay(owner, { transport: busy, gatherMs: 3_000 })
    await isBusy
    for (let more = 0; more < 3; more += 1) await owner.change('bob', more + 1)
    await expect.poll(() => batches.length, patience).toBe(5)
    expect(batches.map((batch) => batch.length)).toEqual([1, 1, 1, 1, 4])
  })

  it('takes a lane over from an instance that hangs in the middle of a delivery', async () => {
    const listener = await openListener(world, 'chat')
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    await owner.change('ann', 1)
    let letGo: ((error: Error) => void) | undefined
    const hanging: EventPublisher = {
      publish: () => new Promise((_resolve, reject) => (letGo = reject)),
    }
    const hung = createRelay({
      database: owner.database,
      transport: hanging,
      log: testLog,
      pollMs: 50,
      leaseMs: 400,
    } as never)
    await hung.start()
    await expect.poll(() => letGo !== undefined, patience).toBe(true)
    await startRelay(owner, { leaseMs: 400 })
    await expect.poll(listener.applied, patience).toEqual(['ann:1'])
    await expect.poll(() => countRows(owner), patience).toBe(0)
    letGo!(new Error('at last'))
    await hung.stop(0)
  })

  it('wakes by LISTEN, though it would not look by itself all day', async () => {
    const listener = await openListener(world, 'chat')
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    await startRelay(owner, { pollMs: 24 * 3_600_000 })
    for (const version of [1, 2, 3, 4, 5]) {
      await owner.change('ann', version)
      await expect.poll(listener.applied, patience).toHaveLength(version)
    }
  })

  it('asks one question at a time for all subscribers while nothing is to be done', async () => {
    const listeners = [await openListener(world, 'chat'), await openListener(world, 'safety')]
    const owner = await openOwner(world)
    for (const subscriber of ['chat', 'safety']) await owner.subscribe(subscriber)
    const { db } = owner.database
    const questions = vi.spyOn(db, 'getExecutor')
    const transactions = vi.spyOn(db, 'transaction')
    const manyQuestions = async (): Promise<void> => {
      questions.mockClear()
      await expect.poll(() => questions.mock.calls.length, patience).toBeGreaterThan(20)
    }
    await startRelay(owner, { pollMs: 5 })
    await owner.change('ann', 1)
    for (const listener of listeners) await expect.poll(listener.applied, patience).toEqual(['ann:1'])
    await expect.poll(() => countRows(owner), patience).toBe(0)
    await manyQuestions()
    transactions.mockClear()
    await manyQuestions()
    expect(transactions).not.toHaveBeenCalled()
  })

  it('delivers to others while a subscriber is down, and to that one as soon as it is back', async () => {
    const chat = await openListener(world, 'chat')
    const discovery = await openListener(world, 'discovery')
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    await owner.subscribe('discovery')
    await startRelay(owner)
    await discovery.stop()
    for (const version of [1, 2, 3]) await owner.change('ann', version)
    await expect.poll(chat.applied, patience).toEqual(['ann:1', 'ann:2', 'ann:3'])
    expect(await discovery.applied()).toEqual([])
    const { rows } = await sql<{
      attempts: number
    }>`select max(attempts) as attempts from outbox_delivery`.execute(owner.database.db)
    expect(rows[0]!.attempts).toBe(0)
    await discovery.restart()
    await expect.poll(discovery.applied, { timeout: 60_000 }).toEqual(['ann:1', 'ann:2', 'ann:3'])
    await expect.poll(() => countRows(owner), patience).toBe(0)
  })

  it('lets one instance at a time deliver to a subscriber', async () => {
    const listener = await openListener(world, 'chat')
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    let running = 0
    let most = 0
    const watched: EventPublisher = {
      async publish(...batch) {
        most = Math.max(most, ++running)
        try {
          return await owner.transport.publish(...batch)
        } finally {
          running -= 1
        }
      },
    }
    for (let i = 0; i < 3; i++) await startRelay(owner, { transport: watched, pollMs: 5 })
    const versions = Array.from({ length: 40 }, (_, i) => i + 1)
    for (const version of versions) await owner.change('ann', version)
    await expect.poll(async () => (await listener.applied()).length, patience).toBe(40)
    expect(await listener.applied()).toEqual(versions.map((version) => `ann:${version}`))
    expect(most).toBe(1)
  })

  it('hands over to another instance when the one that delivers loses its database', async () => {
    const listener = await openListener(world, 'chat')
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    let entered = (): void => undefined
    const stuck = new Promise<void>((resolve) => (entered = resolve))
    const never: EventPublisher = {
      publish(_subscriber, _events, signal) {
        entered()
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('cut'))))
      },
    }
    const first = await startRelay(owner, { transport: never })
    await owner.change('ann', 1)
    await stuck
    await startRelay(owner)
    await owner.change('ann', 2)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(owner.database.db)
    await expect.poll(listener.applied, { timeout: 60_000 }).toEqual(['ann:1', 'ann:2'])
    await first.stop(0)
  })

  it('leaves no event behind when two subscribers finish with it at the same time', async () => {
    const owner = await openOwner(world)
    const { db } = owner.database
    await owner.subscribe('chat')
    await owner.subscribe('discovery')
    await owner.change('ann', 1)
    const [one, other] = [await db.startTransaction().execute(), await db.startTransaction().execute()]
    await removeDelivered(one, await listDueDeliveries(one, 'chat', 100))
    const rows = await listDueDeliveries(other, 'discovery', 100)
    const removal = removeDelivered(other, rows).then(() => other.commit().execute())
    // The other lane either waits now or, if it does not, is through before the first commits.
    await Promise.race([removal, expect.poll(() => countWaiting(owner), patience).toBe(1)])
    await one.commit().execute()
    await removal
    expect(await countRows(owner)).toBe(0)
  })

  it('carries many events of many people to two subscribers and keeps none', async () => {
    const chat = await openListener(world, 'chat')
    const discovery = await openListener(world, 'discovery')
    const owner = await openOwner(world)
    await owner.subscribe('chat')
    await owner.subscribe('discovery')
    await startRelay(owner)
    await Promise.all(Array.from({ length: 150 }, (_, i) => owner.change(`person-${i}`, 1)))
    await expect.poll(async () => (await chat.applied()).length, patience).toBe(150)
    await expect.poll(async () => (await discovery.applied()).length, patience).toBe(150)
    await expect.poll(() => countRows(owner), patience).toBe(0)
  })
})
