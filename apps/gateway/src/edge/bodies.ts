import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { AppError } from '@kindred/kernel'

/**
 * Rules for every body before a route reads it. An empty body counts as none whatever its content-type, since many clients send that
 * header with each request. A compressed body is refused, since a small one may expand without end.
 */
export function registerBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null) : parseJson(request, body, done),
  )
  app.addHook('onRequest', (request, reply, done) => {
    if (!isWithoutBody(request)) refuseEncoded(request, reply)
    else if (request.headers['content-type'] !== undefined) delete request.headers['content-type']
    done()
  })
}

function isWithoutBody({ headers }: FastifyRequest): boolean {
  const length = headers['content-length']
  return headers['transfer-encoding'] === undefined && (length === undefined || Number(length) === 0)
}

function refuseEncoded({ headers }: FastifyRequest, reply: FastifyReply): void {
  const encoding = headers['content-encoding'] ?? ''
  if (encoding === '' || encoding.trim().toLowerCase() === 'identity') return
  // RFC 9110 §15.5.16: distinguishes a 415 for the encoding from one for the type.
  reply.header('accept-encoding', 'identity')
  throw new AppError({
    kind: 'unsupportedMedia',
    code: 'UNSUPPORTED_MEDIA_TYPE',
    detail: 'Bodies are read as they are: send this one without content-encoding.',
  })
}
