import type { AddressInfo } from 'node:net'

import { type WebSocket, WebSocketServer } from 'ws'

import type { Frame } from '../src/live/frames.js'

/** One socket as the server sees it. */
interface Peer {
  /** Frames of the client so far, pings left out. */
  readonly frames: Frame[]
  readonly protocol: string
  send(frame: Frame): void
  ack(request: Frame, data?: object): void
  refuse(request: Frame, problem: { code: string; status: number }, retryAfter?: number): void
  close(code: number, reason?: string): void
  /** Cuts the line without a word. */
  cut(): void
  readonly isClosed: boolean
}

/** How the server answers a frame type. */
type Reaction = (peer: Peer, frame: Frame) => void

/** The gateway's side of the chat socket, to be told what to do. */
export interface LiveServer {
  readonly url: string
  /** In the order of their coming. */
  readonly peers: Peer[]
  /** Texts stored so far. */
  readonly stored: string[]
  /** What `ready` says of the person's log. */
  cursor: string
  on(type: string, reaction: Reaction): void
  stop(): Promise<void>
}

const heartbeatMs = 25_000

/** Starts a server that signs everybody in, stores messages and acknowledges the rest. */
export async function startLiveServer(): Promise<LiveServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'kindred.v1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const stored: string[] = []
  const reactions = new Map<string, Reaction>()
  const live: LiveServer = {
    url: `ws://127.0.0.1:${port}/v1/chat/connect`,
    peers: [],
    stored,
    cursor: '10',
    on: (type, reaction) => void reactions.set(type, reaction),
    async stop() {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  live.on('auth', (peer, frame) => signIn(peer, frame, live.cursor))
  live.on('resume', (peer, frame) => peer.ack(frame, { cursor: live.cursor }))
  live.on('message.send', (peer, frame) => {
    const { text } = frame.data as { text: string }
    stored.push(text)
    peer.ack(frame, { message: { seq: stored.length, text } })
  })
  server.on('connection', (socket) => {
    const peer = peerOf(socket)
    live.peers.push(peer)
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame
      if (frame.type !== 'ping') peer.frames.push(frame)
      const react = reactions.get(frame.type) ?? ((to: Peer, request: Frame) => to.ack(request))
      react(peer, frame)
    })
  })
  return live
}

/** Greets a peer as the gateway does: `ready` first, then the ack. */
function signIn(peer: Peer, frame: Frame, cursor: string): void {
  const isFirst = peer.frames.filter(({ type }) => type === 'auth').length === 1
  if (isFirst) peer.send({ type: 'ready', data: { session_id: 's', cursor, heartbeat_ms: heartbeatMs } })
  peer.ack(frame)
}

function peerOf(socket: WebSocket): Peer {
  const send = (frame: Frame | object): void => socket.send(JSON.stringify(frame))
  return {
    frames: [],
    protocol: socket.protocol,
    send,
    ack: ({ id }, data = {}) => send({ type: 'ack', id, data }),
    refuse({ id }, { code, status }, retryAfter) {
      const problem = { type: 'about:blank', title: code, status, detail: 'No.', code }
      send({ type: 'error', id, data: { problem, retry_after: retryAfter } })
    },
    close: (code, reason) => socket.close(code, reason),
    cut: () => socket.terminate(),
    get isClosed() {
      return socket.readyState === socket.CLOSED
    },
  }
}
