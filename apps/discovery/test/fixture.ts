import { createHash } from 'node:crypto'

import { latLngToCell } from 'h3-js'
import { expect, vi } from 'vitest'

import { AccountKeyed } from '@kindred/contracts/auth'
import { DiscoveryServiceService } from '@kindred/contracts/discovery'
import { OutboxServiceService } from '@kindred/contracts/events'
import { ProfileChanged, ProfileDeleted } from '@kindred/contracts/profile'
import { type Standing, StandingChanged } from '@kindred/contracts/safety'
import { openDatabase, sql } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { type CallOptions, type Client, createClient } from '@kindred/rpc'
import { allMigrations } from '@kindred/service'
import {
  createTestAuthority,
  createTestClock,
  createTestDatabase,
  deliver,
  testEvent,
  testLog,
  testServiceConfig,
  testTransport,
} from '@kindred/testkit'

import { defaultLimits } from '../src/domain/limits.js'
import { type Config, createDiscoveryService, migrations } from '../src/service.js'
import type { Tables } from '../src/store/schema.js'

/** Discovery alone: its neighbours are the events that the test delivers. */
export async function startDiscovery(over: Partial<Config> = {}) {
  const clock = createTestClock()
  const authority = await createTestAuthority(clock)
  const database = await createTestDatabase('discovery', allMigrations(migrations))
  const config: Config = {
    ...testServiceConfig(authority, database.url),
    databasePool: 20,
    peers: { auth: '127.0.0.1:1', profile: '127.0.0.1:1' },
    clock,
    limits: defaultLimits,
    indexMegabytes: 64,
    ...over,
  }
  const first = await startInstance(config)
  const { address, transport } = first
  const instances = [first]
  let bySql: Promise<Instance> | undefined
  const another = async (more: Partial<Config> = {}): Promise<Instance> => {
    const instance = await startInstance({ ...config, ...more })
    instances.push(instance)
    return instance
  }
  const own = openDatabase<Tables>({ url: database.url, name: 'test', log: testLog })
  const tokens = new Map<string, string>()

  const as = async (userId: string, more: CallOptions = {}): Promise<CallOptions> => {
    const token = tokens.get(userId) ?? (await authority.issue(userId, { expiresIn: 90 * 86_400 }))
    tokens.set(userId, token)
    return { token, deadlineMs: 60_000, ...more }
  }
  return {
    clock,
    as,
    db: own.db,
    database: own,
    discovery: first.discovery,
    /** The state of the first instance's memory, as in /readyz. */
    state: first.state,
    /** One more instance of the service on the same database. */
    another,
    /** An instance that answers from memory, or one that has none and answers by SQL. */
    async answeringBy(path: Path): Promise<Instance> {
      if (path === 'sql') return (bySql ??= another({ indexMegabytes: 0 }))
      await vi.waitFor(async () => expect(await first.state()).toBe('ready'), { timeout: 60_000 })
      return first
    },
    /** The token by which a service calls discovery. */
    serviceToken: (service: string) => authority.serviceToken(service, 'discovery'),
    /** Leaves every event from now on in the outbox, for a subscriber that never fetches it. */
    async keepEvents(types: string[]): Promise<void> {
      const outbox: Client<typeof OutboxServiceService> = createClient(OutboxServiceService, transport)
      await outbox.subscribe({ types }, { token: await authority.serviceToken('chat', 'discovery') })
    },
    /** Delivers auth's events about these accounts: each belongs to a person of its own, unless a key is given. */
    async openAccounts(userIds: readonly string[], key?: Buffer): Promise<void> {
      const events = userIds.map((userId) =>
        testEvent(AccountKeyed, userId, {
          userId,
          personKey: key ?? keyOf(userId),
        }),
      )
      for (let from = 0; from < events.length; from += 100) {
        const failures = await deliver(address, authority, 'discovery', events.slice(from, from + 100))
        if (failures.length > 0) throw new Error(`not applied: ${JSON.stringify(failures)}`)
      }
    },
    /** Delivers profiles; somebody without an id is new, with an account of their own. */
    async addPeople(people: readonly Partial<ProfileChanged>[]): Promise<string[]> {
      const events = people.map((person) => personEvent(person))
      const strangers = events.filter((_event, at) => people[at]?.userId === undefined)
      if (strangers.length > 0)
        await own.db
          .insertInto('account')
          .values(strangers.map(({ aggregateId: id }) => ({ user_id: id, key: keyOf(id) })))
          .execute()
      for (let from = 0; from < events.length; from += 100) {
        const failures = await deliver(address, authority, 'discovery', events.slice(from, from + 100))
        if (failures.length > 0) throw new Error(`not applied: ${JSON.stringify(failures)}`)
      }
      return events.map((event) => event.aggregateId)
    },
    /** Puts the other into a deck of the viewer: only somebody who was shown can be blocked. */
    async show(viewerId: string, otherId: string): Promise<void> {
      await sql`
        insert into past_deck (slot, left_at, slots)
        select viewer.slot, ${clock.now()}, array[other.slot] from person viewer, person other
        where viewer.user_id = ${viewerId} and other.user_id = ${otherId}`.execute(own.db)
    },
    /** Opens an account of a person of its own, without a profile. */
    async newAccount(): Promise<string> {
      const userId = newId()
      await own.db
        .insertInto('account')
        .values({ user_id: userId, key: keyOf(userId) })
        .execute()
      return userId
    },
    /** Delivers what safety says of a person. */
    async setStanding(userId: string, version: number, standing: Standing): Promise<void> {
      const event = StandingChanged.fromPartial({ userId, version, standing })
      const failures = await deliver(address, authority, 'discovery', [
        testEvent(StandingChanged, userId, event),
      ])
      if (failures.length > 0) throw new Error(`not applied: ${JSON.stringify(failures)}`)
    },
    async removePerson(userId: string): Promise<void> {
      await deliver(address, authority, 'discovery', [testEvent(ProfileDeleted, userId, { userId })])
    },
    async stop(): Promise<void> {
      await Promise.all(instances.map((instance) => instance.stop()))
      await own.close()
      await database.drop()
    },
  }
}

async function startInstance(config: Config) {
  const service = createDiscoveryService(config)
  await service.start()
  const address = `127.0.0.1:${service.rpcPort}`
  const transport = testTransport(address)
  const state = async (): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${service.opsPort}/readyz`)
    return ((await answer.json()) as { deck?: unknown }).deck
  }
  return {
    address,
    transport,
    state,
    discovery: createClient(DiscoveryServiceService, transport),
    async stop(): Promise<void> {
      transport.close()
      await service.stop()
    },
  }
}

/** The way in which candidates are found. */
export type Path = 'memory' | 'sql'

/** A running instance of the service. */
export type Instance = Awaited<ReturnType<typeof startInstance>>

export type Discovery = Awaited<ReturnType<typeof startDiscovery>>

/** The person key of an account for which the test gives none. */
const keyOf = (userId: string): Buffer => createHash('sha256').update(`key of ${userId}`).digest()

/** The cell of a place. */
export const cellAt = (latitude: number, longitude: number): string => latLngToCell(latitude, longitude, 6)

function personEvent(person: Partial<ProfileChanged>) {
  const userId = person.userId ?? newId()
  const whole = ProfileChanged.fromPartial({
    userId,
    version: 1,
    name: 'Sam',
    birthDate: '1995-06-15',
    gender: 'WOMAN',
    completeness: 0.5,
    cell: cellAt(56.95, 24.11),
    preferences: {
      wantedGenders: ['WOMAN', 'MAN', 'NONBINARY'],
      minAge: 18,
      maxAge: 100,
      maxDistanceKm: 50,
      widenDistance: false,
    },
    createdAt: new Date(),
  })
  return testEvent(ProfileChanged, userId, { ...whole, ...person, userId })
}
