import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

import type { Room } from '../app.js'
import type { GatewayConfig } from '../config.js'
import { routeNotFound } from '../edge/not-found.js'
import { findFile, page } from './find-file.js'
import { contentSecurityPolicy } from './policy.js'

const route = { access: 'PUBLIC', limit: 'page' } as const

/** Serves the Mini App under /app/ and the console under /console/, each when there is a build of it: the page for every path in it, and the files, which browsers may keep. */
export const registerWebApp: Room = async (app, { config }) => {
  const builds = { '/app': config.webFolder, '/console': config.consoleFolder }
  const [root] = Object.values(builds).filter((folder) => folder !== '')
  if (root === undefined) return
  // Only its way to send a file is used: the plugin's own routes cannot state who may call them.
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false, preCompressed: true })
  for (const [path, folder] of Object.entries(builds))
    if (folder !== '') serveBuild(app, config, { path, folder })
  if (config.webFolder === '') return
  app.get('/app/config.json', { config: route }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send(whereToOpen(config)),
  )
}

function serveBuild(
  app: FastifyInstance,
  config: GatewayConfig,
  { path, folder }: { readonly path: string; readonly folder: string },
): void {
  const policy = contentSecurityPolicy(config)
  app.get(path, { config: route }, (request, reply) =>
    reply.redirect(request.url.replace(path, `${path}/`), 308),
  )
  app.get<{ Params: { '*': string } }>(`${path}/*`, { config: route }, async ({ params }, reply) => {
    const file = await findFile(folder, params['*'])
    if (file === undefined) throw routeNotFound()
    reply.removeHeader('x-frame-options').header('vary', 'Origin, Accept-Encoding')
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', cacheControl(file))
      .sendFile(file, folder)
  })
}

/** What the Mini App tells people who opened it outside Telegram. */
const whereToOpen = ({ botUsername, simulatorUrl }: GatewayConfig): object => ({
  ...(botUsername !== '' && { bot_username: botUsername }),
  ...(simulatorUrl !== '' && { simulator_url: simulatorUrl }),
})

/** Vite puts a hash of the content into the names of assets/: a change gets a new name, so that browsers may keep them. */
function cacheControl(file: string): string {
  if (file === page) return 'no-store'
  return file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
}
