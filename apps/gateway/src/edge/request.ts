import { type FastifyRequest } from 'fastify'

import { type Principal } from '@kindred/kernel'
import { type CallOptions, type MethodContract } from '@kindred/rpc'

import { type RateClass } from './rate-classes.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling, from the verified token. */
    principal: Principal
    /** The request id: x-request-id when it is sane, else a new one. */
    kindredId: string
    /** The verified bearer token; undefined for an anonymous caller. */
    bearer: string | undefined
  }
  interface FastifyContextConfig {
    /** Who may call the route; every route states it. */
    access?: MethodContract['policy']['access']
    /** The named rate limit that holds beside the general one. */
    limit?: RateClass
  }
}

/** The options of a call to a service on behalf of the request's caller. */
export function callOptions(request: FastifyRequest): CallOptions {
  const { bearer, kindredId, headers } = request
  const idempotencyKey = headers['idempotency-key']
  return {
    requestId: kindredId,
    signal: request.signal,
    ...(bearer === undefined ? {} : { token: bearer }),
    ...(typeof headers.traceparent === 'string' ? { traceparent: headers.traceparent } : {}),
    ...(typeof idempotencyKey === 'string' ? { idempotencyKey } : {}),
  }
}
