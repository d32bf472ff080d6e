import { Readable } from 'node:stream'

import type { FastifyReply, FastifyRequest } from 'fastify'

import { type ByteRange, readRange } from './byte-range.js'
import { rangeNotSatisfiable } from './errors.js'
import { noneMatchHolds, rangeHolds } from './etag.js'
import type { PhotoStream } from './photo-stream.js'

/** Opens a part of a file; a length of 0 reads to its end. */
export type Open = (offset: number, length: number) => Promise<PhotoStream>

/** Answers GET and HEAD with a file: whole, a range of it, or nothing for who has it already. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  open: Open,
): Promise<FastifyReply> {
  const { method, headers } = request
  const plain = method === 'GET' && headers['if-none-match'] === undefined && headers.range === undefined
  return plain ? sendWhole(reply, await open(0, 0)) : sendConditionally(request, reply, open)
}

/** Reads the file's header first: the rest may not be needed, or only a part of it. */
async function sendConditionally(
  request: FastifyRequest,
  reply: FastifyReply,
  open: Open,
): Promise<FastifyReply> {
  const { headers, method } = request
  const peek = await open(0, 1)
  await peek.close()
  const { sizeBytes } = peek.header
  const etag = describe(reply, peek)
  if (noneMatchHolds(headers['if-none-match'], etag)) return reply.code(304).send()
  if (method === 'HEAD') return reply.header('content-length', sizeBytes).send()
  const range = rangeHolds(headers['if-range'], etag) ? readRange(headers.range, sizeBytes) : 'whole'
  if (range === 'whole') return sendWhole(reply, await open(0, 0))
  if (range !== 'outside')
    return sendRange(reply, await open(range.first, range.last - range.first + 1), range)
  reply.removeHeader('etag').header('content-range', `bytes */${sizeBytes}`)
  throw rangeNotSatisfiable()
}

function sendWhole(reply: FastifyReply, file: PhotoStream): FastifyReply {
  describe(reply, file)
  return reply.header('content-length', file.header.sizeBytes).send(readable(file))
}

function sendRange(reply: FastifyReply, file: PhotoStream, { first, last }: ByteRange): FastifyReply {
  const { sizeBytes } = file.header
  reply.code(206).header('content-range', `bytes ${first}-${last}/${sizeBytes}`)
  return reply.header('content-length', last - first + 1).send(readable(file))
}

function describe(reply: FastifyReply, { header }: PhotoStream): string {
  const etag = `"${header.etag}"`
  reply.type(header.contentType).header('etag', etag).header('accept-ranges', 'bytes')
  return etag
}

const readable = ({ bytes }: PhotoStream): Readable => Readable.from(bytes, { objectMode: false })
