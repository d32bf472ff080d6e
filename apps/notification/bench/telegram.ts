import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import { pause } from '@kindred/kernel'

/** A Telegram that takes what a bot says at Telegram's pace, and that nobody writes in. */
export interface Telegram {
  /** For TELEGRAM_API_ROOT. */
  readonly root: string
  /** What the bot calls at the moment it calls: `text` of sendMessage and of editMessageText. */
  heard: (chatId: number, text: string) => void
  /** How many calls were refused as too fast. */
  refused(): number
  stop(): Promise<void>
}

/** Telegram's limit of messages in a second over all chats. */
const maxPerSecond = 30

/** A Telegram that listens on a free port. */
export async function startTelegram(): Promise<Telegram> {
  const over = new AbortController()
  const taken: number[] = []
  let [refused, messageId] = [0, 0]
  const telegram = { heard: (_chatId: number, _text: string): void => undefined }

  function say({ chat_id: id = 0, message_id: edited, text = '' }: Params) {
    const now = performance.now()
    while ((taken[0] ?? now) < now - 1_000) taken.shift()
    if (taken.length >= maxPerSecond) {
      refused += 1
      return tooFast
    }
    taken.push(now)
    telegram.heard(id, text)
    const chat = { id, type: 'private', first_name: 'Bench' }
    return told({ message_id: edited ?? (messageId += 1), date: Math.floor(Date.now() / 1_000), chat, text })
  }

  async function answer(method: string, params: Params): Promise<object> {
    if (method === 'sendMessage' || method === 'editMessageText') return say(params)
    if (method === 'getUpdates') await pause((params.timeout ?? 0) * 1_000, over.signal)
    return told(answers[method] ?? true)
  }

  const server = createServer((request, response) => {
    void (async () => {
      const params = await paramsOf(request)
      const body = await answer(request.url?.split('/').at(-1) ?? '', params)
      response.writeHead('error_code' in body ? 429 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(telegram, {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    async stop() {
      over.abort()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}

interface Params {
  readonly chat_id?: number
  readonly message_id?: number
  readonly text?: string
  readonly timeout?: number
}

const answers: Readonly<Record<string, unknown>> = {
  getMe: { id: 7_000_000_001, is_bot: true, first_name: 'Kindred', username: 'kindred_bot' },
  getUpdates: [],
  getMyDescription: { description: '' },
  getMyShortDescription: { short_description: '' },
}

const told = (result: unknown) => ({ ok: true, result })

const tooFast = {
  ok: false,
  error_code: 429,
  description: 'Too Many Requests: retry after 1',
  parameters: { retry_after: 1 },
}

async function paramsOf(request: IncomingMessage): Promise<Params> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString()
  return text === '' ? {} : (JSON.parse(text) as Params)
}
