import { ProfileChanged } from '@kindred/contracts/profile'
import { type Database, migrate, openDatabase, sql, transact } from '@kindred/db'
import { createServiceTokens, createTokenVerifier } from '@kindred/identity'
import { createRpcServer, type Implementation, type Transport } from '@kindred/rpc'
import { createTestDatabase, freePorts, type TestAuthority, testLog, testTransport } from '@kindred/testkit'

import {
  consume,
  consumeTogether,
  createReceiver,
  eventMigrations,
  type EventReceiver,
  type EventTables,
  type EventTransport,
  grpcEventTransport,
  type Handle,
  implementInbox,
  implementOutbox,
  publish,
  type Snapshot,
} from '../src/index.js'
import { note } from './note.js'

/** Undone after each test, last first. */
export interface Cleaner {
  later(undo: () => unknown): void
  clean(): Promise<void>
}

export function createCleaner(): Cleaner {
  const undos: (() => unknown)[] = []
  return {
    later: (undo) => void undos.push(undo),
    async clean() {
      for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) await undo()
    },
  }
}

export interface World {
  readonly authority: TestAuthority
  readonly cleaner: Cleaner
  /** Service name → address. */
  readonly addresses: Map<string, string>
}

async function openOwnDatabase<Tables>({ cleaner }: World, name: string, through = (url: string) => url) {
  const { url: own, drop } = await createTestDatabase(name)
  cleaner.later(drop)
  const url = through(own)
  const database = openDatabase<Tables>({ url, name, log: testLog })
  cleaner.later(() => database.close())
  await migrate(database, eventMigrations)
  return { url, database }
}

async function serve(
  world: World,
  name: string,
  implementations: Implementation[],
): Promise<() => Promise<void>> {
  const known = world.addresses.get(name)
  const port = known === undefined ? (await freePorts(1))[0]! : Number(known.split(':')[1])
  const { authenticate } = createTokenVerifier(world.authority.verifierOptions(name))
  const server = createRpcServer({
    name,
    host: '127.0.0.1',
    port,
    implementations,
    authenticate,
    log: testLog,
  })
  await server.start()
  world.addresses.set(name, `127.0.0.1:${port}`)
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => (stopped ??= server.stop(200))
  world.cleaner.later(stop)
  return stop
}

export interface Owner {
  readonly database: Database<EventTables>
  /** To the subscribers of the world. */
  readonly transport: EventTransport
  /** Changes a person in a transaction of its own. */
  change(userId: string, version: number): Promise<void>
  subscribe(subscriber: string): Promise<void>
}

/** The profile service as far as events go, without a relay. */
export async function openOwner(world: World, snapshots: Snapshot[] = []): Promise<Owner> {
  const { database } = await openOwnDatabase<EventTables>(world, 'profile')
  await serve(world, 'profile', [implementOutbox({ db: database.db as never, snapshots })])
  const transports = new Map<string, Transport>()
  world.cleaner.later(() => transports.forEach((transport) => transport.close()))
  const transport = grpcEventTransport({
    transportTo(service) {
      const found = transports.get(service) ?? testTransport(world.addresses.get(service)!)
      transports.set(service, found)
      return found
    },
    serviceTokens: createServiceTokens({ service: 'profile', secret: world.authority.serviceSecret }),
  })
  return {
    database,
    transport,
    change: (userId, version) =>
      transact(database.db, (trx) => publish(trx, ProfileChanged, userId, changed(userId, version))),
    async subscribe(subscriber) {
      await sql`insert into outbox_subscription (subscriber, type)
        values (${subscriber}, ${ProfileChanged.$type})`.execute(database.db)
    },
  }
}

/** What a listener does before it notes an event; may throw. */
export type Before = (event: ProfileChanged) => void | Promise<void>

export interface Listener {
  readonly url: string
  readonly database: Database<unknown>
  readonly receiver: EventReceiver
  /** `<person>:<version>` in the order of application. */
  applied(): Promise<string[]>
  stop(): Promise<void>
  restart(): Promise<void>
}

/**
 * A subscriber that notes every ProfileChanged, those that come together in one transaction if it is `together`. It reaches its database
 * `through` what the address leads over.
 */
export async function openListener(
  world: World,
  name: string,
  before: Before = () => undefined,
  { together = false, anyAge = false, through = (url: string): string => url } = {},
): Promise<Listener> {
  const { url, database } = await openOwnDatabase<unknown>(world, name, through)
  await sql`create table noted (position serial primary key, user_id text, version int)`.execute(database.db)
  const noteOne = async (trx: Handle, event: ProfileChanged, context: Before): Promise<void> => {
    await context(event)
    await note(trx, event)
  }
  const noteAll = async (trx: Handle, events: readonly ProfileChanged[], context: Before): Promise<void> => {
    for (const event of events) await noteOne(trx, event, context)
  }
  const consumer = together
    ? consumeTogether(ProfileChanged, noteAll)
    : consume(ProfileChanged, noteOne, { anyAge })
  const receiver = createReceiver({
    name,
    db: database.db,
    consumers: [consumer],
    context: before,
    clock: world.authority.clock,
    log: testLog,
  })
  const inbox = implementInbox(receiver)
  const served = [inbox, implementOutbox({ db: database.db, snapshots: [] })]
  let stop = await serve(world, name, served)
  return {
    url,
    database,
    receiver,
    async applied() {
      const { rows } = await sql<{ one: string }>`
        select user_id || ':' || version as one from noted order by position`.execute(database.db)
      return rows.map((row) => row.one)
    },
    stop: () => stop(),
    async restart() {
      stop = await serve(world, name, served)
    },
  }
}

export const changed = (userId: string, version: number): ProfileChanged =>
  ProfileChanged.fromPartial({ userId, version })
