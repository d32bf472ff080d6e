import type { FastifyInstance, FastifyRequest } from 'fastify'

import { errorKinds } from '@kindred/kernel'

import type { EdgeContext } from './context.js'
import { idsOf } from './log-ids.js'

/** One log line and one measurement a request, by route template: a path may contain ids and a query a signature. */
export function registerAccessLog(app: FastifyInstance, context: Pick<EdgeContext, 'log' | 'metrics'>): void {
  const tell = (request: FastifyRequest, status: number, elapsedMs: number): void => {
    const { method, span } = request
    const route = request.routeOptions.url ?? 'unknown'
    context.metrics.http.observe(
      [method, route, String(status)],
      elapsedMs / 1000,
      span?.isKept ? span.traceId : undefined,
    )
    const ms = Math.round(elapsedMs * 10) / 10
    context.log.info({ method, route, status, ms, ...idsOf(request) }, 'answered')
  }
  app.addHook('onRequest', (request, reply, done) => {
    // Fastify runs no onResponse for an answer that nobody waited for. The end of a WebSocket looks the same, so upgrades are skipped.
    if (request.headers.upgrade === undefined)
      request.gone.listen(() => tell(request, errorKinds.canceled.http, reply.elapsedTime))
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    tell(request, reply.statusCode, reply.elapsedTime)
    done()
  })
}
