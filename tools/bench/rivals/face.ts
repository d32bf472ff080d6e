import { createHash } from 'node:crypto'

import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { Histogram, Registry } from 'prom-client'

import { createLimiter } from './limiter.js'
import { profileSchema } from './profile-json.js'
import type { TokenCheck } from './token-check.js'

/** Reads the caller's profile; undefined for somebody without one. */
export type ReadProfile = (userId: string, authorization: string) => Promise<object | undefined>

interface FaceOptions {
  readonly check: TokenCheck
  readonly read: ReadProfile
}

/**
 * A plain Fastify server with what the product has on this route too: token check, rate limit with its headers, a schema for the
 * request, a compiled serializer, an entity tag, a histogram of its times. No hardening, no logging, no request ids.
 */
export function createFace({ check, read }: FaceOptions): FastifyInstance {
  const app = fastify()
  const limit = createLimiter()
  const registry = new Registry()
  const labelNames = ['method', 'route', 'status']
  const seconds = new Histogram({ name: 'http_seconds', help: 'Answers', labelNames, registers: [registry] })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? ''
    const status = String(reply.statusCode)
    seconds.observe({ method: request.method, route, status }, reply.elapsedTime / 1000)
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload === 'string')
      reply.header('etag', `W/"${createHash('sha1').update(payload).digest('base64url')}"`)
    return payload
  })
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { authorization = '' } = request.headers
    const userId = await check(authorization)
    if (userId === undefined) return reply.code(401).send({ code: 'TOKEN_INVALID' })
    reply.headers(await limit(userId))
    const profile = await read(userId, authorization)
    return profile ?? reply.code(404).send({ code: 'PROFILE_NOT_FOUND' })
  }
  const schema = {
    querystring: { type: 'object', additionalProperties: false },
    response: { 200: profileSchema },
  }
  app.get('/v1/profiles/me', { schema }, handler)
  return app
}
