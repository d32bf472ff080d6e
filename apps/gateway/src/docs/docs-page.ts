import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import type { FastifyInstance } from 'fastify'

import { routeNotFound } from '../edge/not-found.js'
import { pageOf, sendText, styleSheet } from './pages.js'

// Only the files are used: the plugin's own routes cannot state who may call them.
const folder = join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static')

const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
}

const content = `    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>`

// Without validatorUrl: null the page would show a badge from swagger.io.
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null })\n`

/** Adds /docs: Swagger UI over /openapi.json, all of it served from here. */
export function registerDocsPage(app: FastifyInstance): void {
  const config = { access: 'PUBLIC' } as const
  const texts = {
    page: Buffer.from(pageOf('/docs', 'Kindred API', content)),
    start: Buffer.from(start),
    style: Buffer.from(styleSheet),
  }
  // Kept once read: the same bytes are compressed once.
  const kept = new Map<string, Buffer>()
  const read = (file: string): Buffer => {
    const bytes = kept.get(file) ?? readFileSync(join(folder, file))
    kept.set(file, bytes)
    return bytes
  }
  app.get('/docs', { config }, (_request, reply) => sendText(reply, 'text/html; charset=utf-8', texts.page))
  app.get('/docs/', { config }, (_request, reply) => reply.redirect('/docs', 308))
  app.get('/docs/page.css', { config }, (_request, reply) =>
    sendText(reply, 'text/css; charset=utf-8', texts.style),
  )
  app.get('/docs/start.js', { config }, (_request, reply) =>
    sendText(reply, 'text/javascript; charset=utf-8', texts.start),
  )
  app.get<{ Params: { file: string } }>('/docs/:file', { config }, ({ params }, reply) => {
    const type = Object.hasOwn(files, params.file) ? files[params.file] : undefined
    if (type === undefined) throw routeNotFound()
    return reply.type(type).header('cache-control', 'public, max-age=86400').send(read(params.file))
  })
}
