import fastify, { type FastifyInstance } from 'fastify'

import { isId, newId } from '@kindred/kernel'

import { type GatewayContext } from './context.js'
import { registerDocs } from './docs/index.js'
import { answerClientError } from './edge/client-errors.js'
import { fromHttpError } from './edge/http-error.js'
import { registerEdge } from './edge/index.js'
import { sendProblem } from './edge/problem.js'
import { registerHealth } from './health/index.js'
import { deriveRoutes, registerRoutes } from './transcoding/index.js'

/** The gateway's HTTP face. */
export type App = FastifyInstance

/**
 * A part of the gateway with hand-written routes: media, chat. Its routes state `config: { access }`, perhaps a `limit`;
 * what it holds open it closes in a `preClose` hook.
 */
export type Room = (app: App, context: GatewayContext) => void | Promise<void>

const bodyLimit = 256 * 1024

/** Builds the HTTP face: the edge first, then the routes of the contract and of the rooms. Not yet listening. */
export async function createApp(context: GatewayContext, rooms: readonly Room[]): Promise<App> {
  const { config } = context
  const app = fastify({
    logger: false,
    bodyLimit,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true }, onCreate: addFormats },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      request.kindredId = newId()
      return sendProblem(request, reply, fromHttpError(error), config.publicUrl)
    },
  })
  app.removeContentTypeParser('text/plain')
  await registerEdge(app, context)
  const routes = deriveRoutes(context.contract)
  registerRoutes(app, routes, context)
  registerHealth(app, context)
  registerDocs(app, routes, context)
  for (const room of rooms) await app.register(async (scope) => room(scope, context))
  return app
}

// The same words mean the same as in libs/rpc's validation; Ajv's own uuid also takes capitals and a urn: prefix.
function addFormats(ajv: { addFormat(name: string, format: (text: string) => boolean): unknown }): void {
  ajv.addFormat('uuid', isId)
  ajv.addFormat(
    'date-time',
    (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
  )
}
