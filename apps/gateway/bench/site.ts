import type { AddressInfo } from 'node:net'

import type { SubscribeRequest, SubscribeResponse } from '@kindred/contracts/chat'
import { createSharedClock, newId, pause, systemClock } from '@kindred/kernel'
import { loadContract } from '@kindred/rpc'
import { createMetrics } from '@kindred/runtime'

import { createApp } from '../src/app.js'
import { registerChatSocket } from '../src/chat/index.js'
import { readConfig } from '../src/config.js'
import type { GatewayContext } from '../src/context.js'
import { createLimits } from '../src/edge/limits.js'
import { createOutageLog } from '../src/edge/outage-log.js'
import { ownLimitsOf } from '../src/edge/rate-classes.js'
import { photoPresenters } from '../src/media/photo-presenters.js'
import { createPhotoUrls } from '../src/media/photo-urls.js'
import { sightEffects } from '../src/sight/effects.js'
import { createSight } from '../src/sight/sight.js'
import { createJson } from '../src/transcoding/index.js'
import { obey } from './child.js'

/** What a gateway's process is told: to say its memory, or to tell each of so many people of a message. */
type SiteOrder =
  | { readonly kind: 'listen'; readonly port: number }
  | { readonly kind: 'memory' }
  | { readonly kind: 'tell'; readonly times: number; readonly people: number; readonly text: string }

/** Its memory in bytes. */
export interface Memory {
  readonly rss: number
  readonly heap: number
}

/** The role: the gateway's HTTP face and chat socket in front of a chat that lives in memory and knows everybody. */
export async function runSite(): Promise<void> {
  const chat = createChat()
  const context = contextOf(chat)
  const app = await createApp(context, [(scope) => registerChatSocket(scope, context)])
  obey(async (order: SiteOrder) => {
    if (order.kind === 'listen') {
      await app.listen({ host: '127.0.0.1', port: order.port })
      return { port: (app.server.address() as AddressInfo).port }
    }
    if (order.kind === 'tell') {
      for (let time = 0; time < order.times; time += 1) {
        for (let person = 0; person < order.people; person += 1) chat.tell(`p${person}`, order.text)
        await pause(settleMs)
      }
      return { rss: process.memoryUsage().rss, heap: 0 }
    }
    return memory()
  })
}

async function memory(): Promise<Memory> {
  await pause(settleMs)
  const { gc } = globalThis as { gc?: () => void }
  gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { rss, heap: heapUsed + external }
}

/** Time for what was told to reach the sockets. */
const settleMs = 20

function createChat() {
  const waiting: SubscribeResponse[] = []
  const positions = new Map<string, number>()
  let wake = (): void => undefined
  const say = (response: SubscribeResponse): void => {
    waiting.push(response)
    wake()
  }
  return {
    tell(userId: string, text: string): void {
      const seq = (positions.get(userId) ?? 0) + 1
      positions.set(userId, seq)
      const message = {
        id: newId(),
        conversationId: newId(),
        seq,
        senderId: newId(),
        clientMessageId: 'c',
        text,
        advice: [],
      }
      const value = { message: { ...message, createdAt: new Date() } }
      const event = { cursor: String(seq), event: { $case: 'messageCreated' as const, value } }
      say({ userId, event, cursor: '', resyncRequired: false, more: [] })
    },
    async *subscribe(requests: AsyncIterable<SubscribeRequest>): AsyncGenerator<SubscribeResponse> {
      void (async () => {
        for await (const { change } of requests) {
          if (change?.$case !== 'add') continue
          const { userId } = change.value
          const cursor = String(positions.get(userId) ?? 0)
          say({ userId, event: undefined, cursor, resyncRequired: false, more: [] })
        }
      })()
      for (;;) {
        yield* waiting.splice(0)
        if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    sync: async ({ since }: { since: string }) => ({
      events: [],
      cursor: since,
      hasMore: false,
      resyncRequired: false,
    }),
  }
}

const secret = 'of-the-benchmark-alone-and-long-enough-for-it'

/** The routes of the contract are built and never called. */
const withAll = (some: object) =>
  new Proxy(some, { get: (all, name): unknown => Reflect.get(all, name) ?? (async () => ({})) })

function contextOf(chat: ReturnType<typeof createChat>): GatewayContext {
  const contract = loadContract()
  const photoUrls = createPhotoUrls({ secret })
  const nothing = (): void => undefined
  const sight = createSight(systemClock)
  // As if discovery had sent an empty list: everybody may see everybody.
  sight.take({ lost: [], regained: [], complete: true }, true)
  const log = {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error: (fields: object) => void process.stderr.write(`${JSON.stringify(fields)}\n`),
  }
  const config = readConfig({
    RATE_LIMIT_SCALE: '1000',
    GATEWAY_MAX_CONNECTIONS: '0',
    GATEWAY_MAX_LOOP_DELAY_MS: '0',
    SERVICE_SECRET: secret,
    MEDIA_URL_SECRET: `${secret}-media`,
    BOT_API_SECRET: `${secret}-bot`,
  })
  const parts = {
    config,
    log,
    contract,
    photoUrls,
    outages: createOutageLog(log),
    sight,
    effects: sightEffects(sight),
    clock: createSharedClock(async () => Date.now(), systemClock),
    limits: createLimits(1_000, ownLimitsOf(contract)),
    metrics: createMetrics('gateway'),
    json: createJson(contract, photoPresenters(photoUrls)),
    clients: new Proxy({}, { get: (_, name) => (name === 'chat' ? withAll(chat) : withAll({})) }),
    probes: {},
    serviceTokens: { issue: async () => 'service' },
    verifier: {
      authenticate: async (token: string) => ({
        kind: 'user',
        userId: token.split('.')[0],
        sessionId: newId(),
        expiresAt: new Date(Date.now() + 300_000),
      }),
      sessionOf: async () => undefined,
      onRevoked: () => nothing,
    },
  }
  return parts as unknown as GatewayContext
}
