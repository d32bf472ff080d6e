import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { ownPackage } from '../../src/index.js'
import { createGate } from './gate.js'
import type { FrontOptions } from './socket-server.js'

/** What is used of the package, which this checkout does not install. */
interface Socket {
  readonly handshake: { readonly auth: { readonly token?: string } }
  readonly data: { userId?: string }
  on(event: 'message.send', listener: (data: unknown, ack: (answer: object) => void) => void): void
  on(event: 'disconnect', listener: () => void): void
  emit(event: string, data: object): void
}

interface Server {
  use(check: (socket: Socket, next: (error?: Error) => void) => void): void
  on(event: 'connection', listener: (socket: Socket) => void): void
}

interface SocketIo {
  readonly Server: new (server: object, options: object) => Server
}

/** A room behind Socket.IO as it comes, for clients that begin with a WebSocket. `folder` has the package. */
export async function serveSocketIo(
  { room, check }: FrontOptions,
  folder: string,
): Promise<{ port: number }> {
  const { Server } = (await ownPackage(folder, 'socket.io')) as SocketIo
  const gate = createGate()
  const http = createServer()
  const io = new Server(http, { serveClient: false, transports: ['websocket'] })
  io.use((socket, next) => {
    check(`Bearer ${socket.handshake.auth.token ?? ''}`).then((userId) => {
      if (userId === undefined) return next(new Error('TOKEN_INVALID'))
      socket.data.userId = userId
      next()
    }, next)
  })
  io.on('connection', (socket) => {
    const userId = socket.data.userId ?? ''
    const leave = room.join(userId, (message) => socket.emit('message.created', { message }))
    socket.on('message.send', (data, ack) => {
      gate
        .admit(userId, data)
        .then((draft) => room.send(userId, draft))
        .then(ack, (error: unknown) => socket.emit('refused', { detail: String(error) }))
    })
    socket.on('disconnect', leave)
  })
  await new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve(undefined)))
  return { port: (http.address() as AddressInfo).port }
}
