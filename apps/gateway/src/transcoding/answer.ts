import { hash } from 'node:crypto'

import type { FastifyReply, FastifyRequest } from 'fastify'

/** Sends JSON text. A GET carries an entity tag, and 304 answers a client that has the same already. */
export function answer(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  reply.type('application/json; charset=utf-8')
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return reply.header('cache-control', 'no-store').send(text)
  const tag = `W/"${hash('sha1', text, 'base64url')}"`
  const access = request.routeOptions.config.access === 'PUBLIC' ? 'public' : 'private'
  reply.header('etag', tag).header('cache-control', `${access}, no-cache`)
  return hasTag(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(text)
}

// RFC 9110 §13.1.2: a list of tags or `*`, compared weakly.
function hasTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  const plain = (one: string): string => one.trim().replace(/^W\//, '')
  return header.trim() === '*' || header.split(',').some((one) => plain(one) === plain(tag))
}
