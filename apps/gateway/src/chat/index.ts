import websocket from '@fastify/websocket'
import { type FastifyInstance } from 'fastify'

import { type ChatSocketContext, type SocketTimes, usualTimes } from './context.js'
import { restarting, upgradeRequired } from './errors.js'
import { socketPath } from './frames.js'
import { openSocketRoom } from './socket-room.js'
import { checkUpgrade, subprotocol } from './upgrade.js'

const mostFrameBytes = 64 * 1024
/** Upgrades that nothing takes over do not stay open. */
const upgradeWithinMs = 10_000

/** Adds the WebSocket /v1/chat/connect, subprotocol kindred.v1; its sockets close in the app's `preClose`. GatewayContext fits. */
export async function registerChatSocket(
  app: FastifyInstance,
  context: ChatSocketContext,
  times: SocketTimes = usualTimes,
): Promise<void> {
  const room = openSocketRoom(context, times)
  let closing = false
  app.server.on('upgrade', ({ socket }) => {
    socket.setTimeout(upgradeWithinMs, () => socket.destroy())
  })
  await app.register(websocket, {
    options: { maxPayload: mostFrameBytes, handleProtocols: () => subprotocol, perMessageDeflate: false },
    errorHandler: (error) => context.log.debug({ err: error }, 'a chat socket failed'),
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
    wsHandler: (socket) => room.admit(socket),
  })
}
