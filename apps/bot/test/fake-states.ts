import type { FastifyInstance, FastifyRequest } from 'fastify'

import { problem } from './problem.js'

interface Remembered {
  states: Map<string, { value: string; version: number }>
}

/** What the bot remembers of people, each value with the version that a write has to name. */
export function serveStates(app: FastifyInstance, caller: (request: FastifyRequest) => Remembered): void {
  let versions = 0
  app.get<{ Params: { key: string } }>(
    '/v1/bot/state/:key',
    (request) => caller(request).states.get(request.params.key) ?? { value: '', version: 0 },
  )
  app.put<{ Params: { key: string }; Body: { value: string; version: number } }>(
    '/v1/bot/state/:key',
    (request, reply) => {
      const { states } = caller(request)
      const { key } = request.params
      const { value, version } = request.body
      if ((states.get(key)?.version ?? 0) !== version) return problem(reply, 409, 'STATE_CHANGED')
      if (value === '') states.delete(key)
      else states.set(key, { value, version: ++versions })
      return reply.send({ version: states.get(key)?.version ?? 0 })
    },
  )
}
