import type { WebSocket } from '@fastify/websocket'

import { createBacklog } from './backlog.js'
import type { ChatSocketContext, SocketTimes } from './context.js'
import { type Corked, createCorks } from './corks.js'
import { createEventWriter } from './event-frames.js'
import { createHub } from './hub.js'
import { openLiveStream } from './live-stream.js'
import { type SessionRoom, SocketSession } from './session.js'
import { shareHub } from './shared-hub.js'
import { Wire } from './wire.js'

/** All sockets of this gateway. */
export interface SocketRoom {
  /** The connection is the one below the socket. */
  admit(socket: WebSocket, connection: Corked): void
  /** Closes every socket with a hint when to reconnect, then the stream of live events. */
  close(): Promise<void>
}

/** Each client gets a moment of its own within these bounds. */
const reconnect = { soonestMs: 500, spreadMs: 3_000 }
const closeWithinMs = 3_000

/** Opens the stream of live events; sockets join by `admit`. */
export function openSocketRoom(context: ChatSocketContext, times: SocketTimes): SocketRoom {
  const write = createEventWriter(context.json)
  const own = createHub(write, context.presence, context.tracer)
  const sharing = context.redis && shareHub(own, { redis: context.redis, clock: context.clock })
  const hub = sharing ?? own
  const room: SessionRoom = { context, hub, write, times }
  const sessions = new Map<WebSocket, SocketSession>()
  const answered = new WeakSet<WebSocket>()
  const stream = openLiveStream(context, hub)
  const closes = context.metrics.counter(
    'chat_socket_closes_total',
    'Chat sockets that ended, by close code',
    ['code'],
  )
  context.metrics.gauge('chat_sockets', 'Open chat sockets', () => sessions.size)
  const forgetRevoked = context.verifier.onRevoked((ids, shutOut) =>
    sessions.forEach((session) => session.revoke(ids, shutOut)),
  )
  // Events sent before a block must be read before the block is answered.
  context.sight.onBlocked(async (...people) => {
    await Promise.all([...sessions.values()].map((session) => session.heard(people)))
  })
  context.sight.onRegained(() => sessions.forEach((session) => session.regain()))
  const heartbeat = setInterval(() => beat(sessions, answered), times.heartbeatMs)

  const noteSlow = (): void => context.log.info({ sockets: sessions.size }, 'a chat socket reads too slowly')
  const shared = { backlog: createBacklog(noteSlow), corks: createCorks() }

  return {
    admit(socket, connection) {
      const session = new SocketSession(new Wire(socket, connection, shared), room)
      sessions.set(socket, session)
      answered.add(socket)
      socket.on('pong', (mark) => {
        answered.add(socket)
        session.echo(String(mark))
      })
      socket.on('message', (data, isBinary) => {
        answered.add(socket)
        if (isBinary) session.receiveBinary()
        else session.receive((data as Buffer).toString())
      })
      socket.on('close', (code) => {
        sessions.delete(socket)
        session.end()
        closes.inc({ code: String(code) })
      })
    },
    async close() {
      clearInterval(heartbeat)
      forgetRevoked()
      await Promise.all([...sessions].map(([socket, session]) => dismiss(socket, session)))
      sharing?.stop()
      await stream.stop()
    },
  }
}

/** A peer that answered nothing since the last beat is dead, or is still reading what was sent before the ping. */
function beat(sessions: ReadonlyMap<WebSocket, SocketSession>, answered: WeakSet<WebSocket>): void {
  for (const [socket, session] of sessions) {
    if (socket.readyState !== socket.OPEN) continue
    if (answered.delete(socket)) socket.ping()
    else if (session.isBehind) session.giveUp()
    else socket.terminate()
  }
}

async function dismiss(socket: WebSocket, session: SocketSession): Promise<void> {
  const gone = new Promise((resolve) => socket.once('close', resolve))
  const afterMs = Math.round(reconnect.soonestMs + Math.random() * reconnect.spreadMs)
  await session.drain(JSON.stringify({ reconnect_after_ms: afterMs }))
  const timer = setTimeout(() => socket.terminate(), closeWithinMs)
  await gone
  clearTimeout(timer)
}
