import { createHash, timingSafeEqual } from 'node:crypto'
import type { AddressInfo } from 'node:net'

import Fastify, { type FastifyInstance } from 'fastify'
import type { Update } from 'grammy/types'

import type { Log } from '@kindred/kernel'

import { announce } from '../announce.js'
import type { KindredBot } from '../bot.js'
import { whatOf } from '../excuse.js'
import { allowedUpdates, type Delivery } from './delivery.js'
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

/** Lets Telegram call. An update is acknowledged at once and worked on afterwards; what comes twice the bot itself leaves out. */
export function createWebhook({ bot, workload }: KindredBot, options: WebhookOptions): Webhook {
  const { url, secret, host, log } = options
  const stopping = new AbortController()
  const server = Fastify({ logger: false, bodyLimit: largestUpdate, forceCloseConnections: true })
  let port = options.port
  let living: Promise<void> | undefined
  let announcing: Promise<void> | undefined
  let isReady = false

  function take(update: Update): void {
    bot
      .handleUpdate(update)
      .catch((error: unknown) => log.error(whatOf(error), 'an update of Telegram could not be handled'))
  }

  async function connect(): Promise<void> {
    await bot.init(stopping.signal as Parameters<typeof bot.init>[0])
    await bot.api.setWebhook(url, { secret_token: secret, allowed_updates: allowedUpdates })
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
      await server.close()
      await living
      await announcing
      await workload.settled()
    },
    isReady: () => isReady,
  }
}

interface Desk {
  readonly secret: string
  readonly isBusy: () => boolean
  readonly take: (update: Update) => void
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
      take(request.body)
      return reply.code(200).send()
    },
  })
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

const isUpdate = (body: unknown): body is Update =>
  typeof body === 'object' &&
  body !== null &&
  Number.isSafeInteger((body as { update_id?: unknown }).update_id)
