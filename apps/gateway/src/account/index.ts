import { Readable } from 'node:stream'

import type { FastifyInstance, FastifyReply } from 'fastify'

import type { ReadExportResponse } from '@kindred/contracts/auth'
import type { ServiceTokens } from '@kindred/identity'

import { callOptions } from '../edge/request.js'
import type { Clients } from '../services.js'

/** The part of the gateway's context that the download of an export uses. */
interface AccountRoutesContext {
  readonly clients: Pick<Clients, 'auth'>
  readonly serviceTokens: ServiceTokens
}

/** A phone on a poor line. */
const deadlineMs = 600_000

/** GET /v1/account/exports/{export_id}/{key}: the key is the credential, since Telegram and browsers download without a token. */
export function registerAccountRoutes(
  app: FastifyInstance,
  { clients, serviceTokens }: AccountRoutesContext,
): void {
  app.route<{ Params: { export_id: string; key: string } }>({
    method: 'GET',
    url: '/v1/account/exports/:export_id/:key',
    config: { access: 'PUBLIC', limit: 'export' },
    async handler(request, reply) {
      const { export_id: exportId, key } = request.params
      const token = await serviceTokens.issue('auth')
      const options = { ...callOptions(request), token, deadlineMs }
      return send(reply, clients.auth.readExport({ exportId, key }, options))
    },
  })
}

/** Waits for the size, so that a refusal is still an answer of its own. */
async function send(reply: FastifyReply, messages: AsyncIterable<ReadExportResponse>): Promise<FastifyReply> {
  const stream = messages[Symbol.asyncIterator]()
  const first = await stream.next()
  const size = first.done === true ? 0 : first.value.sizeBytes
  reply.type('application/zip').header('content-length', size)
  reply.header('content-disposition', 'attachment; filename="kindred-export.zip"')
  reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
  // Telegram checks from its own origin that a file may be downloaded.
  reply.header('access-control-allow-origin', '*')
  return reply.send(Readable.from(piecesOf(stream), { objectMode: false }))
}

async function* piecesOf(stream: AsyncIterator<ReadExportResponse>): AsyncGenerator<Uint8Array> {
  try {
    for (let next = await stream.next(); next.done !== true; next = await stream.next()) yield next.value.data
  } finally {
    await stream.return?.()
  }
}
