import type { FastifyInstance, FastifyRequest } from 'fastify'

import { readTraceparent, type Span, type Tracer } from '@kindred/tracing'

import { createAddressCheck } from './addresses.js'
import type { EdgeContext } from './context.js'

/** Begins a span for each request to the API. Others are not traced, nor are those that wait for something to happen. */
export function registerTracing(
  app: FastifyInstance,
  { tracer, config }: Pick<EdgeContext, 'tracer' | 'config'>,
): void {
  app.decorateRequest('span', undefined)
  if (tracer === undefined) return
  const isTrusted = createAddressCheck(config.trustProxy)
  app.addHook('onRequest', (request, reply, done) => {
    if (!isTraced(request)) return done()
    const span = spanOf(tracer, request, isTrusted)
    request.span = span
    request.gone.listen(() => end(span, reply.statusCode))
    done()
  })
  app.addHook('preHandler', (request, _reply, done) => {
    const { span, principal } = request
    const parent = span && principal.kind === 'bot' ? parentOf(request) : undefined
    if (parent !== undefined) span?.adopt(parent.sampled)
    done()
  })
  app.addHook('onResponse', ({ span }, reply, done) => {
    if (span !== undefined) end(span, reply.statusCode)
    done()
  })
}

function isTraced({ routeOptions: { url, config }, headers }: FastifyRequest): boolean {
  return url?.startsWith('/v1/') === true && config.waits !== true && headers.upgrade === undefined
}

/** A stranger may say which trace the request belongs to, but not that we keep it: that would be theirs to fill our collector with. */
function spanOf(tracer: Tracer, request: FastifyRequest, isTrusted: (address: string) => boolean): Span {
  const { method, protocol, routeOptions, raw } = request
  const route = routeOptions.url ?? ''
  const parent = parentOf(request)
  return tracer.start(`${method} ${route}`, {
    kind: 'server',
    parent,
    believes: parent !== undefined && isTrusted(request.socket.remoteAddress ?? ''),
    attributes: {
      'http.request.method': method,
      'http.route': route,
      'url.scheme': protocol,
      'network.protocol.version': raw.httpVersion,
    },
  })
}

function parentOf({ headers: { traceparent } }: FastifyRequest) {
  return typeof traceparent === 'string' ? readTraceparent(traceparent) : undefined
}

function end(span: Span, status: number): void {
  span.set('http.response.status_code', status)
  if (status >= 500) span.fail(String(status))
  span.end()
}
