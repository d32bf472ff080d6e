import fastify from 'fastify'

import { answerCall } from './bot-api/call.js'
import { createParams } from './bot-api/params.js'
import { registerBotApi } from './bot-api/register.js'
import { createSimGroup, type SimGroup } from './driver/sim-group.js'
import { createSimUser, type SimUser } from './driver/sim-user.js'
import { registerPages } from './pages/index.js'
import type { Place } from './pages/views.js'
import type { Faults } from './world/faults.js'
import type { PersonOptions } from './world/people.js'
import { createWorld, type World } from './world/world.js'

/** How a simulated Telegram is set up. */
export interface TelegramSimOptions {
  /** The token that the bot calls with and that signs the launches, `<number>:<letters>`. */
  readonly botToken: string
  /** Where it listens; the loopback when it is left out. */
  readonly host?: string
  /** 0 for any free port. */
  readonly port?: number
  readonly botUsername?: string
  readonly botName?: string
  /** Where the Mini App is served. */
  readonly appUrl?: string
  /** Who has an account at the start, for the phones of the pages. */
  readonly people?: readonly PersonOptions[]
  /** Where the phones can be; the first is where they are at the start. */
  readonly places?: readonly Place[]
  /** Where files are kept on the disk, as by a Bot API server in local mode, which tells absolute paths. */
  readonly filesFolder?: string
  /** Whether this is production, where the simulator does not start. */
  readonly production?: boolean
}

/** A Telegram that runs on this machine: a Bot API, people, and the phones in which they see the Mini App. */
export interface TelegramSim {
  readonly url: string
  /** For the bot: grammY's `client.apiRoot`. */
  readonly apiRoot: string
  readonly botToken: string
  /** What goes wrong between Telegram and the bot. */
  readonly faults: Faults
  /** Somebody with an account: the one with this id, if there is. */
  user(options: PersonOptions): SimUser
  /** A group that the bot is in: the one with this id, if there is. */
  group(options: { readonly id: number; readonly title: string }): SimGroup
  stop(): Promise<void>
}

/** What the simulated bot is called unless told. */
export const simulatedBotUsername = 'kindred_bot'

const defaults = {
  host: '127.0.0.1',
  port: 0,
  botUsername: simulatedBotUsername,
  botName: 'Kindred',
  appUrl: 'http://127.0.0.1:8080/app/',
  people: [
    { id: 7_950_000_000_001, firstName: 'Mia', languageCode: 'en', note: 'new here' },
    { id: 7_950_000_000_002, firstName: 'Leo', languageCode: 'en', note: 'new here' },
  ],
  places: [{ name: 'Riga', latitude: 56.9496, longitude: 24.1052 }],
} as const

/** Starts a simulated Telegram; refuses to in production. */
export async function createTelegramSim(given: TelegramSimOptions): Promise<TelegramSim> {
  if (given.production === true) {
    throw new Error(
      "The Telegram simulator does not run in production: give the real bot's BOT_TOKEN instead.",
    )
  }
  const options = { ...defaults, ...given }
  const world: World = createWorld({
    ...options,
    webhookAnswered: (body) => void callBack(world, body),
  })
  const app = fastify({ logger: false, bodyLimit: 50 * 1024 * 1024, forceCloseConnections: true })
  for (const person of options.people) world.people.add(person)
  await app.register((scope) => registerBotApi(scope, world))
  await app.register(async (scope) => registerPages(scope, world, options))
  const url = await app.listen({ host: options.host, port: options.port })
  return {
    url,
    apiRoot: url,
    botToken: options.botToken,
    faults: world.faults,
    user: (person) => createSimUser(world, world.people.add(person), () => options.appUrl),
    group: (group) => createSimGroup(world, world.groups.add(group)),
    async stop() {
      world.webhook.stop()
      world.updates.takeOver()
      await app.close()
    },
  }
}

/** A bot may call one method by its answer to a webhook. */
async function callBack(world: World, body: unknown): Promise<void> {
  if (typeof body !== 'object' || body === null || !('method' in body)) return
  const params = createParams({ ...body }, new Map())
  await answerCall(world, { method: String(body.method), params, signal: AbortSignal.timeout(5_000) })
}
