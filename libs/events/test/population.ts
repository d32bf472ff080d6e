import { expect } from 'vitest'

import { OutboxServiceService } from '@kindred/contracts/events'
import { ProfileChanged } from '@kindred/contracts/profile'
import { type Kysely, sql, transact } from '@kindred/db'
import { createClient } from '@kindred/rpc'
import { testLog, testTransport } from '@kindred/testkit'

import { createRelay, type EventPublisher, publish, snapshot } from '../src/index.js'
import { changed, type Listener, openOwner, type Owner, type World } from './world.js'

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
export async function openOwnerOf(world: World, count: number): Promise<Owner> {
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

/** Sends the snapshots too. */
export async function startFullRelay(
  { cleaner }: World,
  { database }: Owner,
  transport: EventPublisher,
): Promise<() => Promise<void>> {
  const relay = createRelay({ database, transport, snapshots: [people], log: testLog, pollMs: 100 })
  await relay.start()
  cleaner.later(() => relay.stop())
  return () => relay.stop()
}

/** What chat may ask of the owner. */
export async function openOutboxClient({ addresses, authority, cleaner }: World) {
  const transport = testTransport(addresses.get('profile')!)
  cleaner.later(() => transport.close())
  const options = { token: await authority.serviceToken('chat', 'profile') }
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

/** Subscribes chat while people write; then it must have been told of all of them, up to the last version and never backwards. */
export async function subscribeAmongWriters(world: World, owner: Owner, listener: Listener): Promise<void> {
  let writing = true
  const writers = Array.from({ length: 3 }, async () => {
    while (writing) await raise(owner, `p${String(1 + Math.floor(Math.random() * 220)).padStart(4, '0')}`)
  })
  const { subscribe } = await openOutboxClient(world)
  expect(await subscribe(ProfileChanged.$type)).toEqual({ addedTypes: [ProfileChanged.$type] })
  await expect.poll(async () => read(await listener.applied()).last.size, patience).toBe(220)
  writing = false
  await Promise.all(writers)
  const { rows } = await sql<Person>`select * from person`.execute(owner.database.db)
  const truth = new Map(rows.map((row) => [row.user_id, row.version]))
  await expect.poll(async () => read(await listener.applied()).last, patience).toEqual(truth)
  expect(read(await listener.applied()).fell).toEqual([])
}
