import {
  BroadcastDeskServiceService,
  BroadcastServiceService,
  DeliveryServiceService,
  NotificationServiceService,
} from '@kindred/contracts/notification'
import { ProfileDeleted } from '@kindred/contracts/profile'
import { openDatabase } from '@kindred/db'
import { newId } from '@kindred/kernel'
import { type Client, createClient, type Transport } from '@kindred/rpc'
import { allMigrations } from '@kindred/service'
import {
  createTestAuthority,
  createTestClock,
  createTestDatabase,
  deliver,
  type TestEvent,
  testEvent,
  testLog,
  testServiceConfig,
  testTransport,
} from '@kindred/testkit'

import { createNotificationService, migrations } from '../src/service.js'
import type { Tables } from '../src/store/schema.js'
import { startAuth } from './fake-auth.js'
import { startChat } from './fake-chat.js'

const botSecret = 'the-credential-of-the-bot-of-the-tests'

/** Somebody who calls the service with a token of their own. */
export interface Person {
  readonly userId: string
  readonly api: Client<typeof NotificationServiceService>
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** A moment at which nobody has quiet hours, in any of the tests' time zones. */
const noon = new Date('2026-06-15T12:00:00Z')

/** The service on a database of its own, with a fake of chat. */
export async function openWorld({ perSecond = 1_000_000 } = {}) {
  const clock = createTestClock(noon)
  const [authority, place] = [
    await createTestAuthority(clock),
    await createTestDatabase('notification', allMigrations(migrations)),
  ]
  const chat = await startChat(authority)
  const auth = await startAuth(authority)
  const config = {
    ...testServiceConfig(authority, place.url),
    peers: { ...unreachable, chat: chat.address, auth: auth.address },
    botSecret,
    perSecond,
    clock,
  }
  const services = [createNotificationService(config)]
  await services[0]!.start()
  const transports = [openTransport(services[0]!)]
  const own = openDatabase<Tables>({ url: place.url, name: 'notification test', log: testLog })
  const as = (token: () => Promise<string>, at = 0): Transport => ({
    ...transports[at]!,
    unary: async (method, request, options) =>
      transports[at]!.unary(method, request, { ...options, deadlineMs: 60_000, token: await token() }),
  })
  return {
    clock,
    chat,
    auth,
    db: own.db,
    person: (userId = newId()): Person => ({
      userId,
      api: createClient(
        NotificationServiceService,
        as(() => authority.issue(userId)),
      ),
    }),
    /** A bot that asks one of the instances. */
    bot: (at = 0): Client<typeof DeliveryServiceService> =>
      createClient(
        DeliveryServiceService,
        as(async () => botSecret, at),
      ),
    /** News to many, as an admin sends them. */
    admin: createClient(
      BroadcastServiceService,
      as(() => authority.issue(newId(), { roles: ['admin'] })),
    ),
    /** News to many from the bot's chat, by somebody whose session holds no role. */
    newsDesk: (userId: string): Client<typeof BroadcastDeskServiceService> =>
      createClient(
        BroadcastDeskServiceService,
        as(() => authority.issue(userId)),
      ),
    gateway: createClient(
      NotificationServiceService,
      as(() => authority.serviceToken('gateway', 'notification')),
    ),
    /** Brings events of one service; throws when they are not applied. */
    async tell(...events: TestEvent[]): Promise<void> {
      const address = `127.0.0.1:${services[0]!.rpcPort}`
      const failures = await deliver(address, authority, 'notification', events)
      if (failures.length > 0) throw new Error(`not applied: ${JSON.stringify(failures)}`)
    },
    /** One more instance of the service on the same database; its number for `bot`. */
    async another(): Promise<number> {
      const instance = createNotificationService(config)
      services.push(instance)
      await instance.start()
      return transports.push(openTransport(instance)) - 1
    },
    async stop() {
      for (const transport of transports) transport.close()
      await own.close()
      await Promise.all(services.map((service) => service.stop()))
      await chat.stop()
      await auth.stop()
      await place.drop()
    },
  }
}

const unreachable = {
  profile: '127.0.0.1:9',
  discovery: '127.0.0.1:9',
  safety: '127.0.0.1:9',
}

const openTransport = ({ rpcPort }: { readonly rpcPort: number }): Transport =>
  testTransport(`127.0.0.1:${rpcPort}`)

export const left = (userId: string): TestEvent => testEvent(ProfileDeleted, userId, { userId })
