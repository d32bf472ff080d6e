import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { build } from 'esbuild'
import type { FastifyInstance } from 'fastify'

/** The scripts and styles of the pages. */
interface Bundle {
  readonly script: string
  readonly style: string
}

// Where this package lies, also when it was bundled into another one.
const folder = join(
  dirname(createRequire(import.meta.url).resolve('@kindred/telegram-sim/package.json')),
  'browser',
)

/** Serves the page, the same under / and /phone, and what it loads, bundled when it is first asked for. */
export function registerPageFiles(app: FastifyInstance, appOrigin: string): void {
  let bundled: Promise<Bundle> | undefined
  const bundle = (): Promise<Bundle> => (bundled ??= bundleBrowser())
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "connect-src 'self'",
    `frame-src 'self' ${appOrigin}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

  for (const path of ['/', '/phone']) {
    app.get(path, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .headers({ 'cache-control': 'no-store', 'content-security-policy': policy })
        .send(await readFile(join(folder, 'index.html'))),
    )
  }
  app.get('/sim.js', async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send((await bundle()).script),
  )
  app.get('/sim.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send((await bundle()).style),
  )
}

async function bundleBrowser(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'main.ts'), join(folder, 'styles', 'index.css')],
    outdir: folder,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'inline',
    write: false,
    logLevel: 'error',
  })
  const textOf = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
  return { script: textOf('.js'), style: textOf('.css') }
}
