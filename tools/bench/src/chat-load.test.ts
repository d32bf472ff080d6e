import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { afterEach, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'

import { runChatLoad } from './chat-load.js'

let server: WebSocketServer | undefined
afterEach(() => server?.close())

/** A chat of two that tells the writer, as the product does, and the other one if `tellsOther`; resolves with its port. */
async function openChat(tellsOther: boolean): Promise<number> {
  const sockets = new Set<WebSocket>()
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('message', (frame: Buffer) => {
      const { type, id, data: message } = JSON.parse(frame.toString()) as Record<string, unknown>
      socket.send(JSON.stringify({ type: 'ack', id, data: {} }))
      if (type !== 'message.send') return
      const told = tellsOther ? [...sockets] : [socket]
      for (const one of told) one.send(JSON.stringify({ type: 'message.created', data: { message } }))
    })
  })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const writers = ['alice', 'bob'].map((token) => ({ token, conversationId: 'c' }))

it('counts every message as heard that came to the other one', async () => {
  const port = await openChat(true)
  const found = await runChatLoad({ port, dialect: 'kindred', writers, seconds: 0.1 })
  expect(found.messages).toBeGreaterThan(0)
  expect(found).toMatchObject({ refused: 0, unheard: 0 })
})

it('counts messages as unheard of which only their writer was told', async () => {
  const port = await openChat(false)
  const found = await runChatLoad({ port, dialect: 'kindred', writers, seconds: 0.1 })
  expect(found.messages).toBeGreaterThan(0)
  expect(found.unheard).toBe(found.messages)
})
