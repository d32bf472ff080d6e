import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import { type BotService, createBotService, readConfig } from '@kindred/bot'
import { createLog } from '@kindred/runtime'
import type { TelegramSim } from '@kindred/telegram-sim'
import { freePorts } from '@kindred/testkit'

import { botSecretOf } from '../src/environment.js'
import type { TestStack } from './test-stack.js'

/** Two bots behind one webhook, as behind a load balancer: each update goes to the next one, or to the other when that one is away. */
export interface TwoBots {
  /** Stops one of them and starts another in its place. */
  restart(at: 0 | 1): Promise<void>
  /** What both logged. */
  log(): string
  stop(): Promise<void>
}

export const webhookPath = '/telegram/updates'

/** Starts both; resolves once Telegram calls them. */
export async function startTwoBots(stack: TestStack, sim: TelegramSim): Promise<TwoBots> {
  const lines: string[] = []
  const ports = await freePorts(2)
  const front = await createFront(ports)
  const url = `${front.url}${webhookPath}`
  const create = (port: number): BotService =>
    createBotService(configOf(stack, sim, { url, port }), { log: logInto(lines) })
  const bots = ports.map(create)
  for (const bot of bots) await bot.start()
  return {
    log: () => lines.join(''),
    async restart(at) {
      await bots[at]?.stop()
      const next = create(ports[at] ?? 0)
      bots[at] = next
      await next.start()
    },
    async stop() {
      for (const bot of bots) await bot.stop()
      front.close()
    },
  }
}

const logInto = (lines: string[]) =>
  createLog({ name: 'bot', level: 'debug', destination: { write: (line) => lines.push(line) } })

const configOf = (stack: TestStack, sim: TelegramSim, webhook: { url: string; port: number }) =>
  readConfig({
    BOT_TOKEN: stack.botToken,
    BOT_API_SECRET: botSecretOf(stack.plan),
    TELEGRAM_API_ROOT: sim.apiRoot,
    GATEWAY_URL: stack.url,
    BOT_OPS_PORT: '0',
    BOT_MODE: 'webhook',
    BOT_WEBHOOK_URL: webhook.url,
    BOT_WEBHOOK_SECRET: 'the-secret-of-the-webhook',
    BOT_WEBHOOK_PORT: String(webhook.port),
  })

/** Hands each call to the next port; to the other one when nobody listens there. */
export async function createFront(
  ports: readonly number[],
): Promise<{ readonly url: string; close(): void }> {
  let turn = 0
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request)
      turn += 1
      for (const tries of ports.keys()) {
        const status = await post(ports[(turn + tries) % ports.length] ?? 0, request, body)
        if (status !== undefined) return response.writeHead(status).end()
      }
      response.writeHead(502).end()
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function post(port: number, { headers }: IncomingMessage, body: Buffer): Promise<number | undefined> {
  const secret = String(headers['x-telegram-bot-api-secret-token'])
  try {
    const response = await fetch(`http://127.0.0.1:${port}${webhookPath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
      body: new Uint8Array(body),
    })
    return response.status
  } catch {
    return undefined
  }
}
