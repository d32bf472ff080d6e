import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { HealthService } from '@kindred/contracts/grpc-health'
import { ProfileChanged } from '@kindred/contracts/profile'
import { type Kysely, type Migration, openDatabase, sql, transact } from '@kindred/db'
import { consume, type EventReceiver, type EventTransport, publish, snapshot } from '@kindred/events'
import { newId } from '@kindred/kernel'
import { createClient, implement } from '@kindred/rpc'
import {
  createTestAuthority,
  freePorts,
  testAdminUrl,
  type TestAuthority,
  testLog,
  testTransport,
} from '@kindred/testkit'

import { createService, type Platform, type Service, type ServiceConfig } from '../src/index.js'
import { ThingServiceService } from './minimal/contract.js'
import { createCleaner, openConfig } from './world.js'

const cleaner = createCleaner()
let authority: TestAuthority

beforeEach(async () => {
  authority = await createTestAuthority()
})
afterEach(() => cleaner.clean())

const patience = { timeout: 60_000, interval: 50 }

interface Tables {
  person: { user_id: string; version: number }
}

const migrations: Record<string, Migration> = {
  '0001-person': {
    async up(db: Kysely<unknown>) {
      await sql`create table person (user_id text primary key, version int not null)`.execute(db)
    },
  },
}

const people = snapshot<ProfileChanged, Tables>(ProfileChanged, async (db, after, limit) => {
  const rows = await db
    .selectFrom('person')
    .selectAll()
    .where('user_id', '>', after ?? '')
    .orderBy('user_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    aggregateId: row.user_id,
    payload: ProfileChanged.fromPartial({ userId: row.user_id, version: row.version }),
  }))
})

const copyPerson = consume<Platform<Tables>, ProfileChanged, Tables>(ProfileChanged, async (trx, event) => {
  const { userId: user_id, version } = event
  await trx
    .insertInto('person')
    .values({ user_id, version })
    .onConflict((row) => row.column('user_id').doUpdateSet({ version }))
    .execute()
})

/** A service whose one RPC reads its database. */
function create(name: string, config: ServiceConfig, listens: boolean): Service & { db(): Kysely<Tables> } {
  let platform: Platform<Tables> | undefined
  const service = createService<Tables, Platform<Tables>>({
    name,
    config,
    migrations,
    log: testLog,
    context: (own) => (platform = own),
    implement: (context) => [
      implement(
        ThingServiceService,
        {
          async getJwks({ db }) {
            await db.selectFrom('person').selectAll().execute()
            return { keys: [] }
          },
        },
        context,
      ),
    ],
    ...(listens ? { consumers: [copyPerson], sources: ['profile'] } : { snapshots: [people] }),
  })
  return Object.assign(service, { db: () => platform!.db })
}

async function openProfileAndChat(overrides: Partial<ServiceConfig> = {}) {
  const [profilePort, chatPort] = (await freePorts(2)) as [number, number]
  const peers = { profile: `127.0.0.1:${profilePort}`, chat: `127.0.0.1:${chatPort}` }
  const profile = create(
    'profile',
    await openConfig(authority, cleaner, { ...overrides, peers, rpcPort: profilePort }),
    false,
  )
  const chat = create(
    'chat',
    await openConfig(authority, cleaner, { ...overrides, peers, rpcPort: chatPort }),
    true,
  )
  cleaner.later(profile.stop)
  cleaner.later(chat.stop)
  return { profile, chat }
}

const save = (profile: { db(): Kysely<Tables> }, userId: string, version: number): Promise<void> =>
  transact(profile.db(), async (trx) => {
    await sql`insert into person values (${userId}, ${version})
      on conflict (user_id) do update set version = excluded.version`.execute(trx)
    await publish(trx, ProfileChanged, userId, ProfileChanged.fromPartial({ userId, version }))
  })

const peopleOf = (service: { db(): Kysely<Tables> }) =>
  service.db().selectFrom('person').selectAll().orderBy('user_id').execute()

async function openAdmin(): Promise<Kysely<unknown>> {
  const server = openDatabase<unknown>({ url: testAdminUrl(), name: 'admin', log: testLog })
  cleaner.later(() => server.close())
  return server.db
}

const clientOf = (service: Service) => {
  const transport = testTransport(`127.0.0.1:${service.rpcPort}`)
  cleaner.later(() => transport.close())
  return createClient(ThingServiceService, transport)
}

describe('services of one recipe', () => {
  it('take their events from the transport that their config opens, and close it when they stop', async () => {
    const receivers = new Map<string, EventReceiver>()
    const closed: string[] = []
    const eventTransport = ({ service }: { service: string }): EventTransport => ({
      publish: async (subscriber, events) =>
        (await receivers.get(subscriber)?.applyEvents(service, events)) ?? [],
      receive: async (receiver) => void receivers.set(service, receiver),
      close: async () => void closed.push(service),
    })
    const { profile, chat } = await openProfileAndChat({ eventTransport })
    await chat.start()
    await profile.start()
    expect([...receivers.keys()]).toEqual(['chat'])
    await save(profile, 'ann', 1)
    await expect.poll(() => peopleOf(chat), patience).toEqual([{ user_id: 'ann', version: 1 }])
    await profile.stop()
    await chat.stop()
    expect(closed).toEqual(['profile', 'chat'])
  })

  it('apply events before a crowd that waits for connections', async () => {
    let receiver: EventReceiver | undefined
    const eventTransport = (): EventTransport => ({
      publish: async () => [],
      receive: async (own) => void (receiver = own),
      close: async () => undefined,
    })
    const { chat } = await openProfileAndChat({ eventTransport, databasePool: 1 })
    await chat.start()
    const done: string[] = []
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const holder = await new Promise<{ ended: Promise<void> }>((resolve) => {
      const ended = chat
        .db()
        .connection()
        .execute(async () => {
          resolve({ ended })
          await held
        })
    })
    const crowd = Array.from({ length: 50 }, () => peopleOf(chat).then(() => done.push('read')))
    const event = {
      id: newId(),
      type: ProfileChanged.$type,
      aggregateId: 'ann',
      occurredAt: new Date(),
      payload: Buffer.from(
        ProfileChanged.encode(ProfileChanged.fromPartial({ userId: 'ann', version: 1 })).finish(),
      ),
      traceparent: '',
    }
    const applied = receiver!.applyEvents('profile', [event]).then(() => done.push('event'))
    await new Promise((resolve) => setImmediate(resolve))
    letGo()
    await Promise.all([holder.ended, applied, ...crowd])
    expect(await peopleOf(chat)).toEqual([{ user_id: 'ann', version: 1 }])
    // It asks for a connection twice, and one read may be served between.
    expect(done.indexOf('event')).toBeLessThan(10)
  })

  it('hear each other, whoever starts first', async () => {
    const { profile, chat } = await openProfileAndChat()
    await chat.start()
    await profile.start()
    await save(profile, 'ann', 1)
    await save(profile, 'ann', 2)
    await expect.poll(() => peopleOf(chat), patience).toEqual([{ user_id: 'ann', version: 2 }])
    await save(profile, 'bob', 1)
    await expect.poll(() => peopleOf(chat), patience).toHaveLength(2)
  })

  it('answer and hear each other again after all connections to the database were killed', async () => {
    testLog.clear()
    const { profile, chat } = await openProfileAndChat()
    await profile.start()
    await chat.start()
    await save(profile, 'ann', 1)
    await expect.poll(() => peopleOf(chat), patience).toHaveLength(1)
    const admin = await openAdmin()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and application_name ~ '^(profile|chat)' and datname like 'service\\_%'`.execute(
      admin,
    )
    await expect
      .poll(
        () =>
          clientOf(profile)
            .getJwks({})
            .then(() => 'answers'),
        patience,
      )
      .toBe('answers')
    await save(profile, 'ann', 2)
    await expect.poll(() => peopleOf(chat), patience).toEqual([{ user_id: 'ann', version: 2 }])
  })
})

describe('a service', () => {
  it('waits for a database that is not there yet', async () => {
    testLog.clear()
    const config = await openConfig(authority, cleaner)
    const admin = await openAdmin()
    const name = new URL(config.databaseUrl).pathname.slice(1)
    const limitTo = (count: number) =>
      sql`alter database ${sql.id(name)} connection limit ${sql.lit(count)}`.execute(admin)
    await limitTo(0)
    const service = create('profile', config, false)
    cleaner.later(service.stop)
    const start = service.start()
    const said = (message: string): boolean => testLog.records().some((record) => record.message === message)
    await expect.poll(() => said('waiting for the database'), patience).toBe(true)
    await limitTo(-1)
    await start
    expect(said('the database is there')).toBe(true)
  })

  it('is not ready while its database is away', async () => {
    const config = await openConfig(authority, cleaner)
    const service = create('profile', config, false)
    cleaner.later(service.stop)
    await service.start()
    const readiness = async () => (await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)).json()
    expect(await readiness()).toMatchObject({ status: 'ready' })
    const admin = await openAdmin()
    const name = new URL(config.databaseUrl).pathname.slice(1)
    await sql`alter database ${sql.id(name)} connection limit 0`.execute(admin)
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(admin)
    await expect.poll(readiness, patience).toMatchObject({ status: 'not_ready', failing: ['database'] })
    await expect(clientOf(service).getJwks({})).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'DATABASE_UNAVAILABLE',
    })
    await sql`alter database ${sql.id(name)} connection limit -1`.execute(admin)
    await expect.poll(readiness, patience).toMatchObject({ status: 'ready' })
    expect(await clientOf(service).getJwks({})).toEqual({ keys: [] })
  })

  it('is not ready while its database takes no changes or has no room, and says so to whoever asks', async () => {
    const config = await openConfig(authority, cleaner)
    const service = create('profile', config, false)
    cleaner.later(service.stop)
    await service.start()
    const readiness = async () => (await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)).json()
    const transport = testTransport(`127.0.0.1:${service.rpcPort}`)
    cleaner.later(transport.close)
    const health = async () => (await createClient(HealthService, transport).check({ service: '' })).status
    const admin = await openAdmin()
    const name = new URL(config.databaseUrl).pathname.slice(1)
    const set = async (setting: string): Promise<void> => {
      await sql.raw(`alter role ${name} ${setting}`).execute(admin)
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(admin)
    }
    expect(await health()).toBe('SERVING')
    for (const [setting, database] of [
      ['default_transaction_read_only = on', 'DATABASE_READ_ONLY'],
      // Stands for a full disk: the server refuses to write another file.
      ["temp_file_limit = '100kB'", 'DATABASE_EXHAUSTED'],
    ]) {
      await set(`set ${setting}`)
      await expect
        .poll(readiness, { ...patience, timeout: 60_000 })
        .toMatchObject({ failing: ['database'], database })
      expect(await health()).toBe('NOT_SERVING')
      await set('reset all')
      await expect.poll(readiness, patience).toMatchObject({ status: 'ready' })
      await expect.poll(health, patience).toBe('SERVING')
    }
  })

  it('begins its start anew when the database goes away in the middle of it', async () => {
    testLog.clear()
    const config = await openConfig(authority, cleaner)
    const admin = await openAdmin()
    const name = new URL(config.databaseUrl).pathname.slice(1)
    const limitTo = (count: number) =>
      sql`alter database ${sql.id(name)} connection limit ${sql.lit(count)}`.execute(admin)
    let begun = 0
    const service = createService<Tables, Platform<Tables>>({
      name: 'profile',
      config,
      migrations,
      log: testLog,
      implement: () => [],
      async context(platform) {
        begun += 1
        if (begun > 1) return platform
        await limitTo(0)
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(
          admin,
        )
        setTimeout(() => void limitTo(-1), 500)
        await sql`select 1`.execute(platform.db)
        return platform
      },
    })
    cleaner.later(service.stop)
    await service.start()
    expect(begun).toBe(2)
    const { status } = await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)
    expect(status).toBe(200)
  })

  it('frees what it took when its start fails', async () => {
    const [port] = (await freePorts(1)) as [number]
    const one = create('profile', await openConfig(authority, cleaner, { rpcPort: port }), false)
    const config = await openConfig(authority, cleaner, { rpcPort: port })
    const other = create('profile', config, false)
    cleaner.later(one.stop)
    await one.start()
    await expect(other.start()).rejects.toThrow()
    const admin = await openAdmin()
    const name = new URL(config.databaseUrl).pathname.slice(1)
    const left = async () =>
      (await sql`select from pg_stat_activity where datname = ${name}`.execute(admin)).rows
    await expect.poll(left, patience).toEqual([])
  })

  it('refuses sources that its consumers do not have', async () => {
    const config = await openConfig(authority, cleaner)
    const options = {
      name: 'chat',
      config,
      migrations,
      context: (own: Platform<Tables>) => own,
      implement: () => [],
    }
    expect(() => createService({ ...options, consumers: [copyPerson], sources: ['media'] })).toThrow(
      'profile',
    )
    expect(() => createService({ ...options, consumers: [copyPerson, copyPerson] })).toThrow('two consumers')
  })
})
