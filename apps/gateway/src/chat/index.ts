import type { ServerResponse } from 'node:http'

import websocket, { type WebSocket } from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'

import { type ChatSocketContext, defaultTimes, type SocketTimes } from './context.js'
import { restarting, upgradeRequired } from './errors.js'
import { socketPath } from './frames.js'
import { openSocketRoom } from './socket-room.js'
import { checkUpgrade, subprotocol } from './upgrade.js'

const maxFrameBytes = 64 * 1024
/** How long a slow peer may take to read up to its close frame. */
const closeTimeout = 60_000
/** Upgrades that no handler takes over are cut. */
const upgradeWithinMs = 10_000

/** Adds the WebSocket /v1/chat/connect, subprotocol kindred.v1; its sockets close in the app's `preClose`. GatewayContext fits. */
export async function registerChatSocket(
  app: FastifyInstance,
  context: ChatSocketContext,
  times: SocketTimes = defaultTimes,
): Promise<void> {
  const room = openSocketRoom(context, times)
  let closing = false
  app.server.on('upgrade', ({ socket }) => {
    socket.setTimeout(upgradeWithinMs, () => socket.destroy())
  })
  // The types of the `ws` package do not know closeTimeout yet.
  const options = {
    maxPayload: maxFrameBytes,
    handleProtocols: () => subprotocol,
    perMessageDeflate: false,
    closeTimeout,
  }
  await app.register(websocket, {
    options,
    async preClose() {
      closing = true
      await room.close()
    },
  })
  app.route({
    method: 'GET',
    url: socketPath,
    config: { access: 'PUBLIC' },
    onRequest: async (request) => {
      if (closing) throw restarting()
      checkUpgrade(request, context.config.corsOrigins)
    },
    handler: () => {
      throw upgradeRequired()
    },
    wsHandler: (socket, request) => {
      forgetUpgrade(socket, request, context)
      room.admit(socket, request.raw.socket)
    },
  })
}

/** A socket lives long and would keep the request that opened it, and the response, in memory. */
function forgetUpgrade(
  socket: WebSocket,
  request: FastifyRequest,
  { log }: Pick<ChatSocketContext, 'log'>,
): void {
  const { raw } = request
  socket.removeAllListeners('error')
  socket.on('error', (error) => log.debug({ err: error }, 'a chat socket failed'))
  const response = Reflect.get(raw.socket, '_httpMessage') as ServerResponse | null | undefined
  response?.detachSocket(raw.socket)
}
