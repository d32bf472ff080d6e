import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

import { negotiate } from '@fastify/accept-negotiator'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** A body below this gains nothing. */
const minBytes = 1024
const compressible = /^(?:application\/(?:[\w.-]+\+)?json|text\/(?:html|css|javascript|plain))\b/

type Encoding = 'br' | 'gzip'

const compressors: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  // Level 4 compresses as well as gzip's best in a third of its time.
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body) => promisify(gzip)(body, { level: 6 }),
}

const encodings = ['br', 'gzip']

/**
 * Compresses JSON, pages and scripts that answer a GET, from 1 KB on. Not compressed: answers to other methods, which may contain fresh
 * tokens beside what the caller sent (BREACH); photos; ranges; files that were compressed when they were built. Answers with signed photo
 * addresses are compressed: browsers send no token to Kindred by themselves, so a foreign page cannot make anybody request one.
 */
export function registerCompression(app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, payload: unknown, done) => {
    if (!isMeant(request, reply)) return done(null, payload)
    addVary(reply)
    const encoding = isBody(payload) && reply.statusCode === 200 ? encodingFor(request, payload) : null
    if (encoding === null) return done(null, payload)
    compress(payload as string | Buffer, encoding).then((compressed) => {
      weaken(reply)
      reply.header('content-encoding', encoding).removeHeader('content-length')
      done(null, compressed)
    }, done)
  })
}

const isBody = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload)

/** Null for a client that takes none of them, and for a body that gains nothing. */
function encodingFor(request: FastifyRequest, body: string | Buffer): Encoding | null {
  const accepted = request.headers['accept-encoding']
  if (accepted === undefined || Buffer.byteLength(body) < minBytes) return null
  return negotiate(accepted.toLowerCase(), encodings) as Encoding | null
}

const compress = (body: string | Buffer, encoding: Encoding): Promise<Buffer> =>
  typeof body === 'string' ? compressors[encoding](Buffer.from(body)) : kept(body, encoding)

const isMeant = (request: FastifyRequest, reply: FastifyReply): boolean =>
  request.method === 'GET' &&
  (reply.statusCode === 200 || reply.statusCode === 304) &&
  reply.getHeader('content-encoding') === undefined &&
  compressible.test(String(reply.getHeader('content-type')))

/** Caches must not serve one client's encoding to another. */
function addVary(reply: FastifyReply): void {
  const vary = [reply.getHeader('vary') ?? []].flat().join(', ')
  if (!/accept-encoding/i.test(vary))
    reply.header('vary', vary === '' ? 'Accept-Encoding' : `${vary}, Accept-Encoding`)
}

/** A strong tag names exact bytes, which compression changes. */
function weaken(reply: FastifyReply): void {
  const tag = reply.getHeader('etag')
  if (typeof tag === 'string' && !tag.startsWith('W/')) reply.header('etag', `W/${tag}`)
}

const cache = new WeakMap<Buffer, Map<Encoding, Promise<Buffer>>>()

/** Files and pages that are kept in memory are compressed once. */
function kept(body: Buffer, encoding: Encoding): Promise<Buffer> {
  const known = cache.get(body) ?? new Map<Encoding, Promise<Buffer>>()
  cache.set(body, known)
  const compressed = known.get(encoding) ?? compressors[encoding](body)
  known.set(encoding, compressed)
  return compressed
}
