import type { AddressInfo } from 'node:net'

import { expect } from 'vitest'
import { WebSocket } from 'ws'

import { ChatServiceService } from '@kindred/contracts/chat'
import { createTokenVerifier } from '@kindred/identity'
import { pause } from '@kindred/kernel'
import type { Redis } from '@kindred/redis'
import { createRpcServer, type Handlers, implement, type RpcServer } from '@kindred/rpc'
import { serviceNames } from '@kindred/runtime'
import { createTestAuthority, freePorts, type TestAuthority, testLog } from '@kindred/testkit'

import { defaultTimes, type SocketTimes } from '../src/chat/context.js'
import { registerChatSocket } from '../src/chat/index.js'
import type { GatewayConfig } from '../src/config.js'
import { createMemoryChat, type MemoryChat } from './chat-memory.js'
import { startGateway, type TestGateway } from './harness.js'

export interface ChatWorldOptions {
  readonly times?: Partial<SocketTimes>
  readonly config?: Partial<GatewayConfig>
  /** A chat beside the first one, over the same memory. */
  readonly secondChat?: boolean
  /** Shared with the gateways of other worlds, which believe the same authority. */
  readonly redis?: Redis
  readonly authority?: TestAuthority
}

/** A listening gateway in front of a chat service in memory that can be stopped and started again. */
export async function startChatWorld(options: ChatWorldOptions = {}) {
  const { times, config, secondChat, redis } = options
  const authority = options.authority ?? (await createTestAuthority())
  const chat = createMemoryChat()
  const [port = 0, secondPort = 0] = await freePorts(2)
  const first = openInstance(chat)
  const second = openInstance(chat)
  let server = await serveChat(first.handlers, authority, port)
  const secondServer = secondChat && (await serveChat(second.handlers, authority, secondPort))
  const peers = {
    ...(Object.fromEntries(serviceNames.map((name) => [name, dead])) as GatewayConfig['peers']),
    chat: `127.0.0.1:${port}${secondChat === true ? `,127.0.0.1:${secondPort}` : ''}`,
  }
  const gateway: TestGateway = await startGateway({
    authority,
    ...(redis && { redis }),
    config: { peers, ...config },
    rooms: [(app, context) => registerChatSocket(app, context, { ...defaultTimes, settleMs: 200, ...times })],
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
    authority,
    chat,
    gateway,
    address,
    open,
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
      server = await serveChat(first.handlers, authority, port)
    },
    /** Both instances of chat, which of them has the gateway's stream, and how to make it hang. */
    chats: [first, second],
    async close() {
      for (const socket of sockets) socket.raw.terminate()
      await gateway.close()
      await server.stop(0)
      if (secondServer) await secondServer.stop(0)
    },
  }
}

/** An instance of chat that can be made to say nothing more. */
function openInstance(chat: MemoryChat) {
  const subscribe = chat.handlers.subscribe!
  const state = { streams: 0, hangs: false }
  const handlers: MemoryChat['handlers'] = {
    ...chat.handlers,
    async *subscribe(...given) {
      state.streams += 1
      try {
        for await (const response of subscribe(...given)) {
          while (state.hangs) await pause(100)
          yield response
        }
      } finally {
        state.streams -= 1
      }
    },
  }
  return { handlers, state }
}

const dead = '127.0.0.1:9'

async function serveChat(
  some: MemoryChat['handlers'],
  authority: TestAuthority,
  port: number,
): Promise<RpcServer> {
  const verifier = createTokenVerifier(authority.verifierOptions('chat'))
  const handlers = some as Handlers<object, typeof ChatServiceService>
  const missing = Object.fromEntries(Object.keys(ChatServiceService).map((name) => [name, undefined]))
  const server = createRpcServer({
    name: 'chat',
    host: '127.0.0.1',
    port,
    log: testLog,
    implementations: [implement(ChatServiceService, { ...missing, ...handlers }, {})],
    authenticate: (bearer) => verifier.authenticate(bearer),
  })
  await server.start()
  return server
}

/** A frame as the test sees it. */
interface Frame {
  readonly type: string
  readonly id?: string
  readonly cursor?: string
  readonly data: Record<string, never> & {
    message?: { seq: number; text: string }
    problem?: { code: string }
  }
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
  /** Answers no ping until the returned function is called. */
  holdPongs(): () => void
}

interface SocketOptions {
  readonly protocols?: string[]
  readonly headers?: Record<string, string>
  /** Of the protocol. */
  readonly version?: number
}

/** Opens a WebSocket as a client would. */
export function openSocket(
  url: string,
  { protocols = ['kindred.v1'], headers = {}, version = 13 }: SocketOptions = {},
): TestSocket {
  const raw = new WebSocket(url, protocols, { headers, protocolVersion: version })
  const frames: Frame[] = []
  let last = 0
  raw.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame))
  raw.on('error', () => undefined)
  const opened = new Promise<void>((resolve, reject) => {
    raw.once('open', resolve)
    raw.once('unexpected-response', (_, response) => {
      let body = ''
      response.on('data', (chunk) => (body += String(chunk)))
      response.on('end', () =>
        reject(Object.assign(new Error(body), { status: response.statusCode, ...parse(body) })),
      )
    })
  })
  opened.catch(() => undefined)
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    raw.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  )
  const send = (frame: unknown): void => raw.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  return {
    raw,
    frames,
    opened,
    closed,
    send,
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
    holdPongs() {
      const held: Buffer[] = []
      Object.assign(raw, { _autoPong: false })
      raw.on('ping', (mark) => held.push(mark))
      return () => held.forEach((mark) => raw.pong(mark))
    },
    seqs: () =>
      frames.flatMap((frame) => (frame.type === 'message.created' ? [frame.data.message!.seq] : [])),
  }
}

function parse(body: string): object {
  try {
    return JSON.parse(body) as object
  } catch {
    return {}
  }
}

/** Waits for a condition, longer than a loaded machine needs. */
export const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000 })
