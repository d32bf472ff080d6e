import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { OutboxServiceService } from '@kindred/contracts/events'
import { ProfileChanged, ProfileDeleted } from '@kindred/contracts/profile'
import { type Kysely, sql, transact } from '@kindred/db'
import { createServiceTokens } from '@kindred/identity'
import { createClient, createGrpcTransport } from '@kindred/rpc'
import { createTestAuthority, testLog } from '@kindred/testkit'

import { createRelay, createSubscriber, publish, snapshot } from '../src/index.js'
import { changed, createCleaner, openListener, openOwner, type Owner, type World } from './world.js'

let world: World

beforeEach(async () => {
  world = { authority: await createTestAuthority(), cleaner: createCleaner(), addresses: new Map() }
})
afterEach(() => world.cleaner.clean())

const patience = { timeout: 60_000, interval: 50 }

interface Person {
  user_id: string
  version: number
}

const people = snapshot(ProfileChanged, async (db: Kysely<{ person: Person }>, after, limit) => {
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('user_id', '>', after ?? '')
    .orderBy('user_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ aggregateId: row.user_id, payload: changed(row.user_id, row.version) }))
})

/** An owner with so many people who never told anybody of themselves. */
async function openOwnerOf(count: number): Promise<Owner> {
  const owner = await openOwner(world, [people])
  await sql`create table person (user_id text collate "C" primary key, version int not null)`.execute(
    owner.database.db,
  )
  await sql`insert into person select 'p' || lpad(n::text, 4, '0'), 1 from generate_series(1, ${count}) n`.execute(
    owner.database.db,
  )
  return owner
}

const raise = ({ database }: Owner, userId: string): Promise<void> =>
  transact(database.db, async (trx) => {
    const { rows } = await sql<Person>`
      update person set version = version + 1 where user_id = ${userId} returning *`.execute(trx)
    await publish(trx, ProfileChanged, userId, changed(userId, rows[0]!.version))
  })

async function startRelay({ database, transport }: Owner): Promise<() => Promise<void>> {
  const relay = createRelay({ database, transport, snapshots: [people], log: testLog, pollMs: 100 })
  await relay.start()
  world.cleaner.later(() => relay.stop())
  return () => relay.stop()
}

async function openOutboxClient() {
  const transport = createGrpcTransport({ address: world.addresses.get('profile')! })
  world.cleaner.later(() => transport.close())
  const options = { token: await world.authority.serviceToken('chat', 'profile') }
  const outbox = createClient(OutboxServiceService, transport)
  return {
    subscribe: (...types: string[]) => outbox.subscribe({ types }, options),
    replay: (...types: string[]) => outbox.replay({ types }, options),
  }
}

/** The last version of each person, and whether a version ever fell. */
function read(applied: string[]): { last: Map<string, number>; fell: string[] } {
  const last = new Map<string, number>()
  const fell: string[] = []
  for (const one of applied) {
    const [userId, version] = one.split(':') as [string, string]
    if (Number(version) < (last.get(userId) ?? 0)) fell.push(one)
    last.set(userId, Number(version))
  }
  return { last, fell }
}

describe('a new subscriber', () => {
  it('sends a new subscriber the present state and every change, without a gap and never backwards, while people write', async () => {
    const owner = await openOwnerOf(220)
    const listener = await openListener(world, 'chat')
    await startRelay(owner)
    let writing = true
    const writers = Array.from({ length: 3 }, async () => {
      while (writing) await raise(owner, `p${String(1 + Math.floor(Math.random() * 220)).padStart(4, '0')}`)
    })
    const { subscribe } = await openOutboxClient()
    expect(await subscribe(ProfileChanged.$type)).toEqual({ addedTypes: [ProfileChanged.$type] })
    await expect.poll(async () => read(await listener.applied()).last.size, patience).toBe(220)
    writing = false
    await Promise.all(writers)
    const { rows } = await sql<Person>`select * from person`.execute(owner.database.db)
    const truth = new Map(rows.map((row) => [row.user_id, row.version]))
    await expect.poll(async () => read(await listener.applied()).last, patience).toEqual(truth)
    expect(read(await listener.applied()).fell).toEqual([])
  }, 60_000)

  it('sends the rest of a snapshot after a restart of the owner', async () => {
    const owner = await openOwnerOf(250)
    const listener = await openListener(world, 'chat')
    await (await openOutboxClient()).subscribe(ProfileChanged.$type)
    await sql`update outbox_replay set after = 'p0200'`.execute(owner.database.db)
    const stop = await startRelay(owner)
    await expect.poll(listener.applied, patience).toHaveLength(50)
    await stop()
    const { rows } = await sql`select * from outbox_replay`.execute(owner.database.db)
    expect(rows).toEqual([])
  })

  it('replays a state to a subscriber that has lost it, and only types that it subscribes to', async () => {
    const owner = await openOwnerOf(3)
    const listener = await openListener(world, 'chat')
    await startRelay(owner)
    const { subscribe, replay } = await openOutboxClient()
    await subscribe(ProfileChanged.$type)
    await expect.poll(listener.applied, patience).toHaveLength(3)
    expect(await subscribe(ProfileChanged.$type)).toEqual({ addedTypes: [] })
    await replay()
    await expect.poll(listener.applied, patience).toHaveLength(6)
    await expect(replay(ProfileDeleted.$type)).rejects.toMatchObject({ code: 'EVENT_TYPE_NOT_SUBSCRIBED' })
  })

  it('lets a subscription wait for transactions that may not have seen it', async () => {
    const owner = await openOwnerOf(1)
    const { subscribe } = await openOutboxClient()
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
    const owner = await openOwnerOf(1)
    client = await openOutboxClient()
    const { db } = owner.database
    await expect
      .poll(
        async () => (await sql`select subscriber, type from outbox_subscription`.execute(db)).rows,
        patience,
      )
      .toEqual([{ subscriber: 'chat', type: ProfileChanged.$type }])
  })
})
