import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { type FastifyInstance, type FastifyReply } from 'fastify'

import { routeNotFound } from '../edge/not-found.js'

// Only the files are used: the plugin's own routes cannot state who may call them.
const folder = join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static')

const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
}

const page = `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Kindred API</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

// Without validatorUrl: null the page would show a badge from swagger.io.
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null })\n`

// Swagger UI sets style attributes and draws its icons from data: addresses.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Adds /docs: Swagger UI over /openapi.json, all of it served from here. */
export function registerDocsPage(app: FastifyInstance): void {
  const config = { access: 'PUBLIC' } as const
  app.get('/docs', { config }, (_request, reply) => sendText(reply, 'text/html; charset=utf-8', page))
  app.get('/docs/', { config }, (_request, reply) => reply.redirect('/docs', 308))
  app.get('/docs/start.js', { config }, (_request, reply) => sendText(reply, files['swagger-ui-bundle.js']!, start))
  app.get<{ Params: { file: string } }>('/docs/:file', { config }, ({ params }, reply) => {
    const type = Object.hasOwn(files, params.file) ? files[params.file] : undefined
    if (type === undefined) throw routeNotFound()
    return reply
      .type(type)
      .header('cache-control', 'public, max-age=86400')
      .send(createReadStream(join(folder, params.file)))
  })
}

const sendText = (reply: FastifyReply, type: string, text: string): FastifyReply =>
  reply.type(type).header('content-security-policy', policy).header('cache-control', 'no-cache').send(text)
