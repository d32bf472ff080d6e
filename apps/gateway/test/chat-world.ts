import { type AddressInfo } from 'node:net'

import { WebSocket } from 'ws'

import {
  ChatServiceService,
  type SubscribeRequest,
  type SubscribeResponse,
  type SyncResponse,
  type UserEvent,
} from '@kindred/contracts/chat'
import { createTokenVerifier } from '@kindred/identity'
import { AppError, newId, userOf } from '@kindred/kernel'
import { createRpcServer, type Handlers, implement, type RpcServer } from '@kindred/rpc'
import { createTestAuthority, freePorts, type TestAuthority, testLog } from '@kindred/testkit'

import { type SocketTimes, usualTimes } from '../src/chat/context.js'
import { registerChatSocket } from '../src/chat/index.js'
import { type GatewayConfig } from '../src/config.js'
import { startGateway, type TestGateway } from './harness.js'

type Event = NonNullable<UserEvent['event']>

/** Chat with everything in memory: one conversation in which anyone may write, told to `people`. It outlives its server. */
export function createMemoryChat() {
  const logs = new Map<string, UserEvent[]>()
  const wakes = new Set<() => void>()
  const people: string[] = []
  const prunedTo = new Map<string, number>()
  const subscriptions: string[] = []
  let seq = 0
  let mayStore = Promise.resolve()
  const logOf = (userId: string): UserEvent[] => logs.get(userId) ?? logs.set(userId, []).get(userId)!
  const wakeAll = (): void => wakes.forEach((wake) => wake())

  function tell(userId: string, event: Event): void {
    const log = logOf(userId)
    log.push({ cursor: String(log.length + 1), event })
    wakeAll()
  }

  function startOf(userId: string, since: string): number | undefined {
    const position = Number(since)
    const isKnown = position <= logOf(userId).length && position >= (prunedTo.get(userId) ?? 0)
    return isKnown ? position : undefined
  }

  async function* subscribe(requests: AsyncIterable<SubscribeRequest>, signal: AbortSignal) {
    const positions = new Map<string, number>()
    const answers: SubscribeResponse[] = []
    let wake = (): void => undefined
    const ring = (): void => wake()
    wakes.add(ring)
    signal.addEventListener('abort', ring)
    const reading = (async () => {
      for await (const { change } of requests) {
        if (change?.$case === 'remove') positions.delete(change.value.userId)
        if (change?.$case === 'add') {
          const { userId, since } = change.value
          subscriptions.push(userId)
          const start = since === undefined ? logOf(userId).length : startOf(userId, since)
          positions.set(userId, start ?? logOf(userId).length)
          const cursor = String(logOf(userId).length)
          answers.push({ userId, event: undefined, cursor, resyncRequired: start === undefined })
        }
        ring()
      }
    })().catch(() => undefined)
    try {
      while (!signal.aborted) {
        yield* answers.splice(0)
        for (const [userId, position] of positions) {
          const event = logOf(userId)[position]
          if (event === undefined) continue
          positions.set(userId, position + 1)
          yield { userId, event, cursor: '', resyncRequired: false }
          ring()
        }
        const isBehind = [...positions].some(([userId, position]) => position < logOf(userId).length)
        if (answers.length === 0 && !isBehind) await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      wakes.delete(ring)
      void reading
    }
  }

  function sync(userId: string, since: string, size: number): SyncResponse {
    const log = logOf(userId)
    const present = { events: [], cursor: String(log.length), hasMore: false }
    if (since === '') return { ...present, resyncRequired: false }
    const start = startOf(userId, since)
    if (start === undefined) return { ...present, resyncRequired: true }
    const events = log.slice(start, start + size)
    const cursor = events.at(-1)?.cursor ?? since
    return { events, cursor, hasMore: start + size < log.length, resyncRequired: false }
  }

  const handlers: Partial<Handlers<object, typeof ChatServiceService>> = {
    async sendMessage(_, { conversationId, clientMessageId, text }, call) {
      if (text === 'nowhere') throw new AppError({ kind: 'notFound', code: 'CONVERSATION_NOT_FOUND', detail: 'No.' })
      await mayStore
      const senderId = userOf(call.principal).userId
      const createdAt = new Date()
      const message = { id: newId(), conversationId, seq: ++seq, senderId, clientMessageId, text, createdAt }
      for (const userId of people) tell(userId, { $case: 'messageCreated', value: { message } })
      return { message }
    },
    markRead: async (_, { upToSeq }) => ({ readUpToSeq: upToSeq, unreadCount: 0 }),
    setTyping: async () => ({}),
    sync: async (_, { since, pageSize }, call) => sync(userOf(call.principal).userId, since, pageSize || 200),
    subscribe: (_, requests, call) => subscribe(requests, call.signal),
  }
  /** Keeps messages from being stored until the answer is called. */
  function holdSends(): () => void {
    let release = (): void => undefined
    mayStore = new Promise((resolve) => (release = resolve))
    return release
  }
  return { handlers, people, tell, holdSends, logOf, prunedTo, subscriptions }
}

export type MemoryChat = ReturnType<typeof createMemoryChat>

export interface ChatWorldOptions {
  readonly times?: Partial<SocketTimes>
  readonly config?: Partial<GatewayConfig>
}

/** A listening gateway in front of a chat service in memory that can be stopped and started again. */
export async function startChatWorld({ times, config }: ChatWorldOptions = {}) {
  const authority = await createTestAuthority()
  const chat = createMemoryChat()
  const [port = 0] = await freePorts(1)
  let server = await serveChat(chat, authority, port)
  const peers = { auth: dead, profile: dead, discovery: dead, media: dead, chat: `127.0.0.1:${port}` }
  const gateway: TestGateway = await startGateway({
    authority,
    config: { peers, ...config },
    rooms: [(app, context) => registerChatSocket(app, context, { ...usualTimes, settleMs: 200, ...times })],
  })
  await gateway.app.listen({ host: '127.0.0.1', port: 0 })
  const address = `127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}`
  const sockets: TestSocket[] = []
  const open = (options?: Parameters<typeof openSocket>[1]): TestSocket => {
    const socket = openSocket(`ws://${address}/v1/chat/connect`, options)
    sockets.push(socket)
    return socket
  }
  return {
    ...{ authority, chat, gateway, address, open },
    /** A socket that is signed in. */
    async connect(userId: string, subject: Parameters<TestAuthority['issue']>[1] = {}) {
      const socket = open()
      const data = { access_token: await authority.issue(userId, subject) }
      await socket.request('auth', data)
      return socket
    },
    stopChat: () => server.stop(0),
    async restartChat() {
      await server.stop(0)
      server = await serveChat(chat, authority, port)
    },
    async close() {
      for (const socket of sockets) socket.raw.terminate()
      await gateway.close()
      await server.stop(0)
    },
  }
}

const dead = '127.0.0.1:9'

async function serveChat(chat: MemoryChat, authority: TestAuthority, port: number): Promise<RpcServer> {
  const verifier = createTokenVerifier(authority.verifierOptions('chat'))
  const handlers = chat.handlers as Handlers<object, typeof ChatServiceService>
  const missing = Object.fromEntries(Object.keys(ChatServiceService).map((name) => [name, undefined]))
  const server = createRpcServer({
    ...{ name: 'chat', host: '127.0.0.1', port, log: testLog },
    implementations: [implement(ChatServiceService, { ...missing, ...handlers }, {})],
    authenticate: (bearer) => verifier.authenticate(bearer),
  })
  await server.start()
  return server
}

/** A frame as the test sees it. */
export interface Frame {
  readonly type: string
  readonly id?: string
  readonly cursor?: string
  readonly data: Record<string, never> & { message?: { seq: number; text: string }; problem?: { code: string } }
}

export interface TestSocket {
  readonly raw: WebSocket
  readonly frames: Frame[]
  /** Resolves when the socket is open; rejects with the status and body of a refusal. */
  readonly opened: Promise<void>
  readonly closed: Promise<{ code: number; reason: string }>
  send(frame: unknown): void
  /** Sends a frame and waits for its answer; rejects with the problem. */
  request(type: string, data?: object): Promise<Frame>
  seqs(): number[]
}

/** Opens a WebSocket as a client would. */
export function openSocket(
  url: string,
  { protocols = ['kindred.v1'], headers = {} }: { protocols?: string[]; headers?: Record<string, string> } = {},
): TestSocket {
  const raw = new WebSocket(url, protocols, { headers })
  const frames: Frame[] = []
  let last = 0
  raw.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame))
  raw.on('error', () => undefined)
  const opened = new Promise<void>((resolve, reject) => {
    raw.once('open', resolve)
    raw.once('unexpected-response', (_, response) => {
      let body = ''
      response.on('data', (chunk) => (body += String(chunk)))
      response.on('end', () => reject(Object.assign(new Error(body), { status: response.statusCode, ...parse(body) })))
    })
  })
  opened.catch(() => undefined)
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    raw.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  const send = (frame: unknown): void => raw.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  return {
    ...{ raw, frames, opened, closed, send },
    async request(type, data = {}) {
      await opened
      const id = String(++last)
      const answered = new Promise<Frame>((resolve, reject) => {
        const look = (text: unknown): void => {
          const frame = JSON.parse(String(text)) as Frame
          if (frame.id !== id) return
          raw.off('message', look)
          if (frame.type === 'ack') resolve(frame)
          else reject(Object.assign(new Error(frame.data.problem?.code), frame.data.problem))
        }
        raw.on('message', look)
        raw.once('close', (code) => reject(new Error(`closed with ${code}`)))
      })
      send({ type, id, data })
      return answered
    },
    seqs: () => frames.flatMap((frame) => (frame.type === 'message.created' ? [frame.data.message!.seq] : [])),
  }
}

function parse(body: string): object {
  try {
    return JSON.parse(body) as object
  } catch {
    return {}
  }
}
