import type { WebSocket } from '@fastify/websocket'

import { createBacklog } from './backlog.js'
import type { ChatSocketContext, SocketTimes } from './context.js'
import { createEventWriter } from './event-frames.js'
import { createHub } from './hub.js'
import { openLiveStream } from './live-stream.js'
import { type SessionRoom, SocketSession } from './session.js'
import { Wire } from './wire.js'

/** All sockets of this gateway. */
export interface SocketRoom {
  admit(socket: WebSocket): void
  /** Ends every socket with a hint when to come back, then the stream of live events. */
  close(): Promise<void>
}

/** A client comes back within these bounds, each at its own moment. */
const reconnect = { soonestMs: 500, spreadMs: 3_000 }
const closeWithinMs = 3_000

export function openSocketRoom(context: ChatSocketContext, times: SocketTimes): SocketRoom {
  const write = createEventWriter(context.json)
  const hub = createHub(write)
  const room: SessionRoom = { context, hub, write, times }
  const sessions = new Map<WebSocket, SocketSession>()
  const answered = new WeakSet<WebSocket>()
  const stream = openLiveStream(context, hub)
  const closes = context.metrics.counter('chat_socket_closes', 'Chat sockets that ended, by close code', [
    'code',
  ])
  context.metrics.gauge('chat_sockets', 'Open chat sockets', () => sessions.size)
  const forgetRevoked = context.verifier.onRevoked((ids) =>
    sessions.forEach((session) => session.revoke(ids)),
  )
  // What was sent before a block is to be read before its answer.
  context.sight.onBlocked(async (...people) => {
    await Promise.all([...sessions.values()].map((session) => session.heard(people)))
  })
  const heartbeat = setInterval(beat, times.heartbeatMs)

  /** A peer that answered nothing since the last beat is dead, or has not come to the ping yet. */
  function beat(): void {
    for (const [socket, session] of sessions) {
      if (socket.readyState !== socket.OPEN) continue
      if (answered.delete(socket)) socket.ping()
      else if (session.isBehind) session.giveUp()
      else socket.terminate()
    }
  }

  const noteSlow = (): void => context.log.info({ sockets: sessions.size }, 'a chat socket reads too slowly')
  const backlog = createBacklog(noteSlow)

  return {
    admit(socket) {
      const session = new SocketSession(new Wire(socket, backlog), room)
      sessions.set(socket, session)
      answered.add(socket)
      socket.on('pong', (mark) => {
        answered.add(socket)
        session.echo(String(mark))
      })
      socket.on('message', (data, isBinary) => {
        answered.add(socket)
        if (isBinary) session.receiveBinary()
        else session.receive(String(data))
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
      await stream.stop()
    },
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
