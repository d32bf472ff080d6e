import { expect } from 'vitest'

import { ChatServiceService } from '@kindred/contracts/chat'
import { MatchCreated, MatchEnded } from '@kindred/contracts/discovery'
import { OutboxServiceService } from '@kindred/contracts/events'
import { ProfileChanged, ProfileDeleted } from '@kindred/contracts/profile'
import { type Standing, StandingChanged, TrustChanged } from '@kindred/contracts/safety'
import { type Database, openDatabase } from '@kindred/db'
import type { MessageType } from '@kindred/events'
import { type Clock, newId } from '@kindred/kernel'
import { type CallOptions, type Client, createClient } from '@kindred/rpc'
import { allMigrations, type Service } from '@kindred/service'
import {
  createTestAuthority,
  createTestDatabase,
  deliver,
  type TestAuthority,
  type TestDatabase,
  type TestEvent,
  testEvent,
  testLog,
  testServiceConfig,
  testTransport,
} from '@kindred/testkit'

import { createChatService, migrations } from '../src/service.js'
import type { Tables } from '../src/store/schema.js'

type ChatClient = Client<typeof ChatServiceService>

/** One chat service on a database, with the outside world at its doors. */
export interface ChatStack {
  readonly authority: TestAuthority
  readonly database: TestDatabase
  readonly service: Service
  readonly client: ChatClient
  /** The rows, for what no RPC shows. */
  readonly rows: Database<Tables>
  as(userId: string): Promise<CallOptions>
  asGateway(): Promise<CallOptions>
  tell(...events: TestEvent[]): Promise<void>
  /** Makes events of these types from now on wait in the outbox for a subscriber that never fetches them. */
  keepEvents(types: string[]): Promise<void>
  /** The kept events of a type, in their order. */
  keptEvents<M>(type: MessageType<M>): Promise<M[]>
  /** Two people with a conversation. */
  match(first?: string, second?: string): Promise<Pair>
  stop(): Promise<void>
}

export interface Pair {
  readonly conversationId: string
  readonly alice: string
  readonly bob: string
}

export interface ChatStackOptions {
  readonly clock?: Clock
  /** Another instance of a running stack: same database, same authority. */
  readonly beside?: ChatStack
}

/** Starts a chat service on a fresh database, or beside another one. */
export async function startChat({ clock, beside }: ChatStackOptions = {}): Promise<ChatStack> {
  const authority = beside?.authority ?? (await createTestAuthority(clock))
  const database = beside?.database ?? (await createTestDatabase('chat', allMigrations(migrations)))
  const service = createChatService({
    ...testServiceConfig(authority, database.url),
    peers: {},
    newConversations: 20,
    ...(clock && { clock }),
  })
  await service.start()
  const address = `127.0.0.1:${service.rpcPort}`
  const transport = testTransport(address)
  const rows = openDatabase<Tables>({ url: database.url, name: 'chat test', log: testLog })
  const tell = async (...events: TestEvent[]): Promise<void> => {
    for (const event of events) {
      const failures = await deliver(address, authority, 'chat', [event])
      if (failures.length > 0) throw new Error(JSON.stringify(failures))
    }
  }
  return {
    authority,
    database,
    service,
    rows,
    tell,
    client: createClient(ChatServiceService, transport),
    as: async (userId) => ({ token: await authority.issue(userId), deadlineMs: 60_000 }),
    asGateway: async () => ({ token: await authority.serviceToken('gateway', 'chat') }),
    async keepEvents(types) {
      const outbox = createClient(OutboxServiceService, transport)
      await outbox.subscribe({ types }, { token: await authority.serviceToken('safety', 'chat') })
    },
    async keptEvents(type) {
      const kept = await rows.db
        .selectFrom('outbox_event')
        .select('payload')
        .where('type', '=', type.$type)
        .orderBy('id')
        .execute()
      return kept.map(({ payload }) => type.decode(payload))
    },
    async match(alice = newId(), bob = newId()) {
      const conversationId = newId()
      await tell(matchCreated(conversationId, alice, bob))
      return { conversationId, alice, bob }
    },
    async stop() {
      transport.close()
      await rows.close()
      await service.stop()
      if (beside === undefined) await database.drop()
    },
  }
}

export const matchCreated = (matchId: string, ...userIds: string[]): TestEvent =>
  testEvent(MatchCreated, matchId, { matchId, userIds: userIds.sort(), createdAt: new Date(), madeBy: '' })

export const matchEnded = (matchId: string, ...userIds: string[]): TestEvent =>
  testEvent(MatchEnded, matchId, { matchId, userIds: userIds.sort(), farewellFrom: '' })

/** The match ends by one of the two, who lets the other know it kindly. */
export const matchParted = (matchId: string, from: string, other: string): TestEvent =>
  testEvent(MatchEnded, matchId, { matchId, userIds: [from, other].sort(), farewellFrom: from })

export const trustChanged = (userId: string, version: number, validReports: number): TestEvent =>
  testEvent(TrustChanged, userId, { userId, version, validReports })

export const standingChanged = (userId: string, version: number, standing: Standing): TestEvent =>
  testEvent(StandingChanged, userId, StandingChanged.fromPartial({ userId, version, standing }))

export const profileDeleted = (userId: string): TestEvent => testEvent(ProfileDeleted, userId, { userId })

export const profileChanged = (userId: string, change: Partial<ProfileChanged>): TestEvent =>
  testEvent(ProfileChanged, userId, {
    ...ProfileChanged.fromPartial({ userId, version: 1, name: 'Bob' }),
    ...change,
  })

/** The part of an error that tests compare. */
export const code = (wanted: string) => ({ code: wanted })

/** Waits for a condition, longer than a loaded machine needs. */
export const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000 })
