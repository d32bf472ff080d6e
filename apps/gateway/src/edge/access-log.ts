import { type FastifyInstance } from 'fastify'

import { type GatewayContext } from '../context.js'

/** One line and one measurement per answer, by route template: a path may hold ids and a query may hold a signature. */
export function registerAccessLog(
  app: FastifyInstance,
  { log, metrics }: Pick<GatewayContext, 'log' | 'metrics'>,
): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, kindredId } = request
    const route = request.routeOptions.url ?? 'unknown'
    const status = reply.statusCode
    metrics.http.observe({ method, route, status: String(status) }, reply.elapsedTime / 1000)
    log.info({ method, route, status, ms: Math.round(reply.elapsedTime * 10) / 10, request_id: kindredId }, 'answered')
  })
}
