import fastify, { type FastifyInstance } from 'fastify'

import { newId } from '@kindred/kernel'

import type { GatewayConfig } from './config.js'
import type { GatewayContext } from './context.js'
import { registerDocs } from './docs/index.js'
import { createAddressCheck } from './edge/addresses.js'
import { securityHeaders } from './edge/browser-rules.js'
import { answerClientError } from './edge/client-errors.js'
import { limitConnections } from './edge/connections.js'
import { fromHttpError } from './edge/http-error.js'
import { registerEdge } from './edge/index.js'
import { sendProblem } from './edge/problem.js'
import { arrivalMs } from './edge/request.js'
import { registerHealth } from './health/index.js'
import { addFormats } from './transcoding/formats.js'
import { deriveRoutes, registerRoutes } from './transcoding/index.js'
import { lateValidators } from './transcoding/late-validators.js'

/** The gateway's HTTP server. */
export type App = FastifyInstance

/**
 * A part of the gateway with hand-written routes: media, chat. Its routes state `config: { access }`, perhaps a `limit`;
 * what it holds open it closes in a `preClose` hook.
 */
export type Room = (app: App, context: GatewayContext) => void | Promise<void>

const bodyLimit = 256 * 1024

/** Builds the HTTP server: the edge first, then the routes of the contract and of the rooms. It does not listen yet. */
export async function createApp(context: GatewayContext, rooms: readonly Room[]): Promise<App> {
  const { config, log } = context
  const { trustProxy, slowRequestMs } = config
  const app = fastify({
    logger: false,
    bodyLimit,
    requestTimeout: arrivalMs,
    // Checked by the edge: Node would answer without a problem document.
    http: {
      requireHostHeader: false,
      headersTimeout: slowRequestMs,
      connectionsCheckingInterval: Math.ceil(slowRequestMs / 12),
    },
    // Proxies may write a port behind an address, which Fastify's own list does not match.
    trustProxy: trustProxy.length > 0 ? createAddressCheck(trustProxy) : false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    ajv: {
      customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true },
      onCreate: addFormats,
    },
    schemaController: { compilersFactory: { buildValidator: lateValidators } },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      request.kindredId = newId()
      reply.headers({ ...securityHeaders, 'x-request-id': request.kindredId })
      void sendProblem(request, reply, fromHttpError(error), config.publicUrl)
    },
  })
  // An expectation other than 100-continue is ignored (RFC 9110 §10.1.1): Node would answer 417 without a problem document.
  app.server.on('checkExpectation', app.routing)
  limitConnections(app.server, { maxPerAddress: maxConnections(config), trustProxy, slowRequestMs, log })
  await registerEdge(app, context)
  const routes = deriveRoutes(context.contract)
  registerRoutes(app, routes, context)
  registerHealth(app, context)
  registerDocs(app, routes, context)
  for (const room of rooms) await app.register(async (scope) => room(scope, context))
  return app
}

/** A browser needs some connections however few requests it may make. */
const maxConnections = ({ maxConnectionsPerAddress: max, rateLimitScale }: GatewayConfig): number =>
  max === 0 ? Infinity : Math.round(max * Math.max(1, rateLimitScale))
