import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply } from 'fastify'

import type { World } from '../world/world.js'
import { type Answer, answerCall } from './call.js'
import { readRequest } from './read-request.js'

interface Path {
  readonly token: string
  readonly method: string
  readonly '*': string
}

/** The Bot API under `/bot<token>/<method>` and its files under `/file/bot<token>/<path>`. */
export async function registerBotApi(app: FastifyInstance, world: World): Promise<void> {
  await app.register(multipart, { limits: { fileSize: 50 * 1024 * 1024 } })
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )

  app.addHook('onRequest', async (request, reply) => {
    if (!world.faults.offline) return
    reply.hijack()
    request.raw.socket.destroy()
  })

  app.route<{ Params: Path }>({
    method: ['GET', 'POST'],
    url: '/bot:token/:method',
    handler: async (request, reply) => {
      if (request.params.token !== world.botToken) return send(reply, unauthorized)
      const { method } = request.params
      const params = await readRequest(request)
      const answer = await answerCall(world, { method, params, signal: departure(reply) })
      // Whoever polled when the line broke is cut off as well.
      if (world.faults.offline) return void reply.hijack().raw.destroy()
      return send(reply, answer)
    },
  })

  app.get<{ Params: Path }>('/file/bot:token/*', (request, reply) => {
    const file = request.params.token === world.botToken ? world.files.at(request.params['*']) : undefined
    if (file === undefined) return send(reply, { ok: false, error_code: 404, description: 'Not Found' })
    return reply.type(file.type).send(file.bytes)
  })
}

const unauthorized: Answer = { ok: false, error_code: 401, description: 'Unauthorized' }

const send = (reply: FastifyReply, answer: Answer): FastifyReply =>
  reply.code(answer.ok ? 200 : answer.error_code).send(answer)

/** Aborted when the caller hangs up. */
function departure(reply: FastifyReply): AbortSignal {
  const left = new AbortController()
  reply.raw.once('close', () => left.abort())
  return left.signal
}
