import type { AddressInfo } from 'node:net'

import { type WebSocket, WebSocketServer } from 'ws'

import type { TokenCheck } from '../token-check.js'
import { createGate, type Gate } from './gate.js'
import type { ChatRoom } from './room.js'

/** What stands in front of a room, whatever its sockets are. */
export interface FrontOptions {
  readonly room: ChatRoom
  readonly check: TokenCheck
}

interface Frame {
  readonly type: string
  readonly id: string
  readonly data: { readonly access_token?: string }
}

/** A room behind sockets of the `ws` package that speak the frames of the product: `auth`, `message.send`, `ack`, `message.created`. */
export async function serveSockets({ room, check }: FrontOptions): Promise<{ port: number }> {
  const gate = createGate()
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  server.on('connection', (socket) => serve(socket, { room, check, gate }))
  await new Promise((resolve) => server.once('listening', resolve))
  return { port: (server.address() as AddressInfo).port }
}

function serve(socket: WebSocket, { room, check, gate }: FrontOptions & { gate: Gate }): void {
  let userId: string | undefined
  let leave = (): void => undefined
  const say = (frame: object): void => socket.send(JSON.stringify(frame))

  async function answer({ type, data }: Frame): Promise<object> {
    if (type === 'message.send' && userId !== undefined)
      return room.send(userId, await gate.admit(userId, data))
    userId = await check(`Bearer ${data.access_token ?? ''}`)
    if (type !== 'auth' || userId === undefined) throw new Error('Sign in first.')
    leave = room.join(userId, (message) => say({ type: 'message.created', data: { message } }))
    return {}
  }

  socket.on('message', (text) => {
    const frame = JSON.parse((text as Buffer).toString()) as Frame
    answer(frame).then(
      (data) => say({ type: 'ack', id: frame.id, data }),
      (error: unknown) => say({ type: 'error', id: frame.id, data: { detail: String(error) } }),
    )
  })
  socket.on('close', () => leave())
}
