import type { FastifyInstance } from 'fastify'

/** While the gateway closes, each answer also closes its connection, so that it ends soon. */
export function registerDraining(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) reply.header('connection', 'close')
    done(null, payload)
  })
}
