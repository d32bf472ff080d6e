import websocket from '@fastify/websocket'
import { type FastifyInstance } from 'fastify'

import { type ChatSocketContext } from './context.js'

/** Adds the WebSocket /v1/chat/connect, subprotocol kindred.v1; its sockets close in the app's `preClose`. GatewayContext fits. */
export async function registerChatSocket(app: FastifyInstance, context: ChatSocketContext): Promise<void> {
  await app.register(websocket, { options: { maxPayload: 64 * 1024 } })
  app.get('/v1/chat/connect', { websocket: true }, (socket) => {
    context.log.debug({ state: socket.readyState }, 'socket opened')
  })
}
