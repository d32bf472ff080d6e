import type { FastifyInstance } from 'fastify'

/** Lets a closing gateway end soon: an answer that is given while it closes also ends its connection. */
export function registerDraining(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
}
