import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { LogGrown } from '@kindred/contracts/chat'
import { InboxServiceService } from '@kindred/contracts/events'
import { type Delivery, DeliveryServiceService } from '@kindred/contracts/notification'
import { type Kysely, openDatabase, sql } from '@kindred/db'
import { startEmbeddedPostgres } from '@kindred/db/embedded'
import { newId } from '@kindred/kernel'
import { createClient, createGrpcTransport } from '@kindred/rpc'
import { createTestAuthority, testLog, testServiceConfig } from '@kindred/testkit'

import { createNotificationService } from '../src/service.js'
import { type FakeChat, startChat } from '../test/fake-chat.js'

/** The notification service as it runs, with a database of its own and a chat in memory. */
export interface Site {
  readonly chat: FakeChat
  /** Publishes an event, which a lane brings as chat's relay would: with all others that wait, one delivery at a time. */
  tell(event: LogGrown): void
  /** Waits up to a second for deliveries. */
  claim(): Promise<readonly Delivery[]>
  sent(deliveryId: string, telegramMessageId: number): Promise<void>
  /** The service's own database. */
  readonly db: Kysely<unknown>
  /** How many statements PostgreSQL has run, commits among them. */
  countStatements(): Promise<number>
  stop(): Promise<void>
}

/** A commit is on the disk before it is answered, as anywhere. */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_preload_libraries: 'pg_stat_statements',
}
/** It is always the middle of the day: nobody has quiet hours. */
const startedAt = performance.now()
export const benchClock = { now: () => new Date(Date.UTC(2026, 5, 15, 12) + performance.now() - startedAt) }
const botSecret = 'the-credential-of-the-bot-of-the-bench'

const sentOnce = { outcome: 'SENT', retryAfterSeconds: undefined } as const

export async function startSite(perSecond: number): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-notification-'))
  const postgres = await startEmbeddedPostgres({
    folder: join(folder, 'db'),
    durable: false,
    guard: 'remove',
    settings,
  })
  const { db, close } = openDatabase<unknown>({ url: postgres.url, name: 'bench', log: testLog })
  await sql`create extension pg_stat_statements`.execute(db)
  const authority = await createTestAuthority(benchClock)
  const chat = await startChat(authority)
  const away = '127.0.0.1:9'
  const service = createNotificationService({
    ...testServiceConfig(authority, postgres.url),
    peers: { auth: away, profile: away, discovery: away, safety: away, chat: chat.address },
    botSecret,
    perSecond,
    clock: benchClock,
  })
  await service.start()
  const address = `127.0.0.1:${service.rpcPort}`
  const transport = createGrpcTransport({ address })
  const bot = createClient(DeliveryServiceService, transport)
  const inbox = createClient(InboxServiceService, transport)
  const options = { token: botSecret, deadlineMs: 30_000 }
  const lane = createLane(async (events) => {
    const token = await authority.serviceToken('chat', 'notification')
    const { failures } = await inbox.deliver({ events: events.map(toEvent) }, { token, deadlineMs: 30_000 })
    if (failures.length > 0) throw new Error(`not applied: ${JSON.stringify(failures)}`)
  })
  return {
    chat,
    db,
    tell: (event) => lane.add(event),
    claim: async () =>
      (await bot.claimDeliveries({ waitSeconds: 1, max: 10, ownMessages: 0 }, options)).deliveries,
    async sent(deliveryId, telegramMessageId) {
      await bot.finishDelivery(
        { ...sentOnce, otherTelegramMessageIds: [], deliveryId, telegramMessageId },
        options,
      )
    },
    async countStatements() {
      const { rows } = await sql<{ calls: number }>`
        select sum(calls)::int as calls from pg_stat_statements`.execute(db)
      return rows[0]?.calls ?? 0
    },
    async stop() {
      await lane.end()
      transport.close()
      await close()
      await service.stop()
      await chat.stop()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** As many as a relay brings at once. */
const maxEvents = 100

/** Brings what was added, all that waits together, one delivery at a time; an end rejects when one failed. */
function createLane(deliver: (events: readonly LogGrown[]) => Promise<void>) {
  const waiting: LogGrown[] = []
  let running = Promise.resolve()
  return {
    add(event: LogGrown): void {
      waiting.push(event)
      running = running.then(() => (waiting.length === 0 ? undefined : deliver(waiting.splice(0, maxEvents))))
      running.catch(() => undefined)
    },
    end: () => running,
  }
}

function toEvent(event: LogGrown) {
  const id = newId()
  const payload = Buffer.from(LogGrown.encode(event).finish())
  return { id, type: LogGrown.$type, aggregateId: id, occurredAt: benchClock.now(), payload, traceparent: '' }
}
