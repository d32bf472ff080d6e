import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { AppError, Ending, newId, type Principal } from '@kindred/kernel'
import type { CallOptions, MethodContract, Work } from '@kindred/rpc'
import { readTraceparent, type Span } from '@kindred/tracing'

import type { OwnLimit, RateClass } from './rate-classes.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling, from the verified token. */
    principal: Principal
    /** The request id: x-request-id when it is sane, else a new one. */
    kindredId: string
    /** The session of the bearer token, which may be expired; undefined without a valid one. */
    session: string | undefined
    /** The verified bearer token; undefined for an anonymous caller. */
    bearer: string | undefined
    /** Aborts when the caller goes away before the answer is complete. Fastify's own `signal` aborts as soon as a body is read. */
    gone: Ending
    /** The span of the request; undefined where nothing is traced. */
    span: Span | undefined
  }
  interface FastifyContextConfig {
    /** What a request is to the admission of work; a route without it, or that waits or streams, is not counted. */
    work?: Work | undefined
    /** Whether it may wait for something to happen. */
    waits?: boolean
    /** Who may call the route; every route states it. */
    access?: MethodContract['policy']['access']
    /** Whether a person may call it whose account waits for its deletion. */
    whileLeaving?: boolean
    /** The named rate limit that holds beside the general one. */
    limit?: RateClass | OwnLimit | undefined
    /** The key of the body that proves who calls where nobody is signed in yet. */
    credential?: string | undefined
  }
}

/** Enough for a photo of 10 MB over a poor line. */
export const arrivalMs = 120_000

/** The options of a call to a service on behalf of the request's caller. */
export function callOptions(request: FastifyRequest): CallOptions {
  const { traceparent, tracestate, 'idempotency-key': idempotencyKey } = request.headers
  return {
    token: request.bearer,
    requestId: request.kindredId,
    signal: request.gone,
    traceparent: request.span === undefined ? traceOf(traceparent) : undefined,
    span: request.span,
    headers: isTraceState(tracestate) ? { tracestate } : undefined,
    idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : undefined,
  }
}

/** W3C Trace Context §3.2: anything else counts as absent. A header may contain bytes that gRPC cannot carry. */
const traceOf = (header: unknown): string | undefined =>
  typeof header === 'string' && readTraceparent(header) !== undefined ? header : undefined

/** §3.3: whatever vendors keep beside it is passed on as it is. */
const isTraceState = (header: unknown): header is string =>
  typeof header === 'string' && /^[ -~]{1,512}$/.test(header)

/** The person who will see the answer; undefined for an anonymous caller. */
export const viewerOf = ({ principal }: FastifyRequest): string | undefined =>
  principal.kind === 'user' ? principal.userId : undefined

/** What the caller is on the staff: `moderator`, `admin`; nothing for everybody else. */
export const rolesOf = ({ principal }: FastifyRequest): readonly string[] =>
  principal.kind === 'user' ? principal.roles : []

/** Adds the id and the `gone` signal to every request, and the id to every answer. */
export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('principal')
  app.decorateRequest('bearer', undefined)
  app.decorateRequest('session', undefined)
  app.decorateRequest('kindredId', '')
  app.decorateRequest('gone')
  app.addHook('onRequest', (request, reply, done) => {
    request.principal = { kind: 'anonymous' }
    request.kindredId = requestId(request.headers['x-request-id'])
    request.gone = endingOf(reply)
    reply.header('x-request-id', request.kindredId)
    done()
  })
}

/** Refuses invalid headers. Runs last, so that the refusal is counted and has the headers of every answer. */
export function checkHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    if (headers.host === undefined && raw.httpVersion === '1.1') throw hostMissing()
    checkRepeated(raw.rawHeaders)
    checkIdempotencyKey(headers['idempotency-key'])
    done()
  })
}

const requestId = (given: string | string[] | undefined): string =>
  typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : newId()

function endingOf(reply: FastifyReply): Ending {
  const gone = new Ending()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone
}

/** Node keeps the first of these and drops the rest, while a proxy in front may use another one. */
const single = ['host', 'authorization', 'content-type']
const singleLengths = new Set(single.map(({ length }) => length))

function checkRepeated(rawHeaders: readonly string[]): void {
  let seen = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const given = rawHeaders[i]!
    if (!singleLengths.has(given.length)) continue
    const name = given.toLowerCase()
    const at = single.indexOf(name)
    if (at < 0) continue
    if ((seen & (1 << at)) !== 0) throw headerRepeated(name)
    seen |= 1 << at
  }
}

const headerRepeated = (name: string): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'REQUEST_INVALID',
    detail: `The header ${name} comes more than once.`,
  })

const hostMissing = (): AppError =>
  new AppError({
    kind: 'invalid',
    code: 'REQUEST_INVALID',
    detail: 'A request of HTTP/1.1 must have a Host header.',
  })

function checkIdempotencyKey(key: string | string[] | undefined): void {
  if (key === undefined || (typeof key === 'string' && /^[!-~]{1,255}$/.test(key))) return
  throw new AppError({
    kind: 'invalid',
    code: 'IDEMPOTENCY_KEY_INVALID',
    detail: 'Idempotency-Key must have 1 to 255 visible ASCII characters.',
  })
}
