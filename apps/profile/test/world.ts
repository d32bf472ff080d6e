import { createHash } from 'node:crypto'

import { expect } from 'vitest'

import { AccountKeyed } from '@kindred/contracts/auth'
import { OutboxServiceService } from '@kindred/contracts/events'
import { ProfileChanged, ProfileDeleted, ProfileServiceService } from '@kindred/contracts/profile'
import { openDatabase, sql } from '@kindred/db'
import { choices } from '@kindred/facts'
import { newId } from '@kindred/kernel'
import { type Client, createClient, type Transport } from '@kindred/rpc'
import { allMigrations } from '@kindred/service'
import {
  createTestAuthority,
  createTestClock,
  createTestDatabase,
  deliver,
  type TestAuthority,
  type TestClock,
  testEvent,
  testLog,
  testServiceConfig,
  testTransport,
} from '@kindred/testkit'

import { createProfileService, migrations } from '../src/service.js'
import type { Db, ProfileTables } from '../src/store/schema.js'
import {
  type FakeDiscovery,
  type FakeMedia,
  type FakeSubscriber,
  startFakeAuth,
  startFakeDiscovery,
  startFakeMedia,
  startFakeSubscriber,
} from './fakes.js'

/** Somebody who calls the service with a token of their own. */
export interface Person {
  readonly userId: string
  readonly api: Client<typeof ProfileServiceService>
}

/** The completeness of so many points: 76 are for what is no choice, the rest for the choices that the contract has. */
export const shareOf = (points: number): number =>
  points / choices.reduce((sum, { completeness }) => sum + completeness, 76)

/** The profile service over real gRPC and PostgreSQL, with fakes for its neighbours. */
export interface World {
  readonly clock: TestClock
  readonly authority: TestAuthority
  readonly media: FakeMedia
  /** Listens to profile's events from the beginning, and says who may see whom. */
  readonly discovery: FakeDiscovery
  /** Listens from `subscribe('chat')` on. */
  readonly late: FakeSubscriber
  /** Of the first instance. */
  readonly address: () => string
  /** Somebody who signed in, perhaps with a role. */
  person(...roles: string[]): Person
  /** Somebody who has a reason to see a person. */
  admirer(userId: string): Person
  /** A person with a profile. */
  resident(profile?: Partial<typeof alice>, key?: Buffer): Promise<Person>
  /** Tells profile who stands behind an account: somebody of their own, unless a key is said. */
  openAccount(userId: string, key?: Buffer): Promise<void>
  startInstance(): Promise<Instance>
  stopInstances(): Promise<void>
  /** Makes a service listen to profile's events. */
  subscribe(service: string, types?: readonly string[]): Promise<void>
  readonly db: Db
  /** Every row of every table as text. */
  dump(): Promise<string[]>
  close(): Promise<void>
}

interface Instance {
  readonly address: string
  stop(): Promise<void>
}

export const alice = {
  name: 'Alice',
  birthDate: '1996-04-12',
  gender: 'WOMAN' as const,
  interests: [] as string[],
  languages: [] as string[],
}

/** Waits for what events or jobs bring about. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 60_000, interval: 20 })

const told: readonly string[] = [ProfileChanged.$type, ProfileDeleted.$type]

/** On the full hour, so that ticks of the place are easy to reach. */
const start = new Date('2026-11-22T10:00:00Z')

export async function openWorld(): Promise<World> {
  const clock = createTestClock(start)
  const authority = await createTestAuthority(clock)
  const database = await createTestDatabase('profile', allMigrations(migrations))
  const auth = await startFakeAuth(authority)
  const media = await startFakeMedia(authority)
  const discovery = await startFakeDiscovery(authority)
  const late = await startFakeSubscriber('chat', authority)
  const { db, close: closeDatabase } = openDatabase<ProfileTables>({
    url: database.url,
    name: 'test',
    log: testLog,
  })
  const instances: Instance[] = []
  const transports = new Map<string, Transport>()
  const address = () => instances[0]!.address
  const transport = () => {
    const open = transports.get(address()) ?? testTransport(address())
    transports.set(address(), open)
    return open
  }

  async function startInstance(): Promise<Instance> {
    const config = {
      ...testServiceConfig(authority, database.url),
      peers: {
        auth: auth.address,
        media: media.address,
        discovery: discovery.address,
        safety: '127.0.0.1:9',
        chat: late.address,
      },
      townCountries: [],
      clock,
    }
    const service = createProfileService(config, testLog)
    await service.start()
    const instance = {
      address: `127.0.0.1:${service.rpcPort}`,
      stop: async () => {
        instances.splice(instances.indexOf(instance), 1)
        await service.stop()
      },
    }
    instances.push(instance)
    return instance
  }

  const person = (...roles: string[]): Person => {
    const userId = newId()
    const signed: Pick<Transport, 'unary'> = {
      unary: async (method, request, options) =>
        transport().unary(method, request, { ...options, token: await authority.issue(userId, { roles }) }),
    }
    return { userId, api: createClient(ProfileServiceService, { ...transport(), ...signed }) }
  }

  async function subscribe(service: string, types = told): Promise<void> {
    const token = await authority.serviceToken(service, 'profile')
    await createClient(OutboxServiceService, transport()).subscribe({ types: [...types] }, { token })
  }

  async function openAccount(userId: string, key?: Buffer): Promise<void> {
    const personKey = key ?? createHash('sha256').update(`key of ${userId}`).digest()
    const event = testEvent(AccountKeyed, userId, { userId, personKey })
    expect(await deliver(address(), authority, 'profile', [event])).toEqual([])
  }

  const stopInstances = async () => {
    for (const instance of [...instances]) await instance.stop()
  }

  await startInstance()
  await subscribe('discovery')

  return {
    db,
    clock,
    authority,
    media,
    discovery,
    late,
    address,
    person,
    startInstance,
    stopInstances,
    subscribe,
    admirer(userId) {
      const admirer = person()
      discovery.show(admirer.userId, userId)
      return admirer
    },
    openAccount,
    async resident(profile = {}, key) {
      const resident = person()
      await openAccount(resident.userId, key)
      await resident.api.createProfile({ ...alice, ...profile })
      return resident
    },
    dump: () => dumpTables(db),
    async close() {
      for (const open of transports.values()) open.close()
      await stopInstances()
      await Promise.all([auth.stop(), media.stop(), discovery.stop(), late.stop()])
      await closeDatabase()
      await database.drop()
    },
  }
}

async function dumpTables(db: Db): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`.execute(
    db,
  )
  const dumps = tables.rows.map(({ name }) =>
    sql<{ line: string }>`select ${sql.lit(name)} || ' ' || t::text as line from ${sql.raw(name)} t`.execute(
      db,
    ),
  )
  return (await Promise.all(dumps)).flatMap(({ rows }) => rows.map(({ line }) => line))
}
