import type { FastifyInstance } from 'fastify'

import type { GatewayContext } from '../context.js'
import type { Route } from '../transcoding/index.js'
import { asyncApiDocument } from './asyncapi.js'
import { registerDocsPage } from './docs-page.js'
import { registerFrontPage } from './front-page.js'
import { openApiDocument } from './openapi.js'
import { registerProblemPages } from './problem-pages.js'
import { registerSocketPage } from './socket-page.js'

/** Adds the documents of the HTTP API and of the WebSocket, the pages that show them, `/`, and the pages of the problems. */
export function registerDocs(app: FastifyInstance, routes: readonly Route[], context: GatewayContext): void {
  const { contract, config } = context
  const frames = asyncApiDocument(contract, config)
  const documents = { 'openapi.json': openApiDocument(contract, routes, config), 'asyncapi.json': frames }
  for (const [name, document] of Object.entries(documents)) {
    const bytes = Buffer.from(JSON.stringify(document))
    app.get(`/${name}`, { config: { access: 'PUBLIC' } }, (_request, reply) =>
      reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(bytes),
    )
  }
  registerFrontPage(app, config)
  registerDocsPage(app)
  registerSocketPage(app, frames)
  registerProblemPages(app, contract)
}
