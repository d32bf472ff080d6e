import { type FastifyInstance } from 'fastify'

import { type GatewayContext } from '../context.js'
import { type Route } from '../transcoding/index.js'
import { registerDocsPage } from './docs-page.js'
import { openApiDocument } from './openapi.js'
import { registerProblemPages } from './problem-pages.js'

/** Adds /openapi.json, the page that shows it, and the pages that the `type` of a problem leads to. */
export function registerDocs(app: FastifyInstance, routes: readonly Route[], context: GatewayContext): void {
  const { contract, config } = context
  const document = JSON.stringify(openApiDocument(contract, routes, config))
  app.get('/openapi.json', { config: { access: 'PUBLIC' } }, (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document),
  )
  registerDocsPage(app)
  registerProblemPages(app, contract)
}
