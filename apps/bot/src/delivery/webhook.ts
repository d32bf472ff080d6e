import { createHash, timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'

import Fastify, { type FastifyInstance } from 'fastify'
import type { Update } from 'grammy/types'

import { type Log, pause } from '@kindred/kernel'

import { announce } from '../announce.js'
import type { KindredBot } from '../bot.js'
import { whatOf } from '../excuse.js'
import { allowedUpdates, type Delivery, heldMs } from './delivery.js'
import { persist } from './persist.js'

/** Where Telegram calls, and how it shows that it is Telegram. */
export interface WebhookOptions {
  readonly url: string
  readonly secret: string
  readonly host: string
  /** 0 for any free port. */
  readonly port: number
  readonly appUrl: string
  readonly log: Log
}

/** A delivery with a server of its own. */
export interface Webhook extends Delivery {
  /** The port that it listens on, once started. */
  readonly port: number
}

/** Above so many updates at work Telegram is told to come again. */
const maxAtWork = 500
const largestUpdate = 1024 * 1024
/** Each holds one update; Telegram opens 40 unless told, and 100 at most. */
const maxConnections = 100

/**
 * Lets Telegram call. Telegram keeps an update until it is acknowledged and brings the next one of that chat only then, so it is
 * acknowledged when its work is done: none is lost when the bot is killed, and two bots keep the order of a chat.
 */
export function createWebhook({ bot, workload }: KindredBot, options: WebhookOptions): Webhook {
  const { url, secret, host, log } = options
  const stopping = new AbortController()
  const server = Fastify({ logger: false, bodyLimit: largestUpdate, forceCloseConnections: 'idle' })
  let port = options.port
  let living: Promise<void> | undefined
  let announcing: Promise<void> | undefined
  let isReady = false

  async function take(update: Update): Promise<void> {
    const work = bot
      .handleUpdate(update)
      .catch((error: unknown) => log.error(whatOf(error), 'an update of Telegram could not be handled'))
    // The messages of an album wait for each other.
    if (update.message?.media_group_id !== undefined) return
    const done = new AbortController()
    await Promise.race([work.finally(() => done.abort()), pause(heldMs, done.signal)])
  }

  async function connect(): Promise<void> {
    await bot.init(stopping.signal as Parameters<typeof bot.init>[0])
    await bot.api.setWebhook(url, {
      secret_token: secret,
      allowed_updates: allowedUpdates,
      max_connections: maxConnections,
    })
    isReady = true
    announcing ??= persist(log, stopping.signal, () => announce(bot.api, options.appUrl, log))
    log.info({ port }, 'waiting for calls of Telegram')
  }

  const isBusy = (): boolean => !isReady || workload.count() >= maxAtWork
  listen(server, new URL(url).pathname, { secret, isBusy, take })
  return {
    get port() {
      return port
    },
    async start() {
      await server.listen({ host, port })
      port = (server.server.address() as AddressInfo).port
      living = persist(log, stopping.signal, connect)
    },
    async stop() {
      stopping.abort()
      isReady = false
      await workload.settled()
      await server.close()
      await living
      await announcing
    },
    isReady: () => isReady,
  }
}

interface Desk {
  readonly secret: string
  readonly isBusy: () => boolean
  readonly take: (update: Update) => Promise<void>
}

function listen(server: FastifyInstance, path: string, { secret, isBusy, take }: Desk): void {
  const expected = digestOf(secret)
  server.post(path, {
    // Before the body is read: a stranger's is not worth it.
    onRequest: async (request, reply) => {
      const shown = request.headers['x-telegram-bot-api-secret-token']
      if (typeof shown !== 'string' || !timingSafeEqual(digestOf(shown), expected))
        return reply.code(401).send()
    },
    handler: async (request, reply) => {
      if (!isUpdate(request.body)) return reply.code(400).send()
      if (isBusy()) return reply.code(503).send()
      await take(request.body)
      return reply.code(200).send()
    },
  })
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

const isUpdate = (body: unknown): body is Update =>
  typeof body === 'object' &&
  body !== null &&
  Number.isSafeInteger((body as { update_id?: unknown }).update_id)
