import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

import type { Room } from '../app.js'
import type { GatewayConfig } from '../config.js'
import { routeNotFound } from '../edge/not-found.js'
import { findFile, page } from './find-file.js'
import { contentSecurityPolicy } from './policy.js'

const route = { access: 'PUBLIC', limit: 'page' } as const

/** A build, and whether each of its pages is a file; else every path in it shows the one page. */
interface Build {
  readonly path: string
  readonly folder: string
  readonly exact?: boolean
}

/**
 * Serves the Mini App under /app/, the console under /console/ and the guide under /guide/, each when there is a build of it: its pages,
 * and the files, which browsers may keep.
 */
export const registerWebApp: Room = async (app, { config }) => {
  const builds: readonly Build[] = [
    { path: '/app', folder: config.webFolder },
    { path: '/console', folder: config.consoleFolder },
    { path: '/guide', folder: config.guideFolder, exact: true },
  ].filter(({ folder }) => folder !== '')
  if (builds[0] === undefined) return
  const root = builds[0].folder
  // Only its way to send a file is used: the plugin's own routes cannot state who may call them.
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false, preCompressed: true })
  for (const build of builds) serveBuild(app, config, build)
  if (config.webFolder === '') return
  app.get('/app/config.json', { config: route }, (_request, reply) =>
    reply.header('cache-control', 'no-store').send(whereToOpen(config)),
  )
}

function serveBuild(app: FastifyInstance, config: GatewayConfig, { path, folder, exact }: Build): void {
  const policy = contentSecurityPolicy(config)
  app.get(path, { config: route }, (request, reply) =>
    reply.redirect(request.url.replace(path, `${path}/`), 308),
  )
  app.get<{ Params: { '*': string } }>(`${path}/*`, { config: route }, async ({ params }, reply) => {
    const file = await findFile(folder, params['*'], { exact: exact === true })
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
  if (file.endsWith('.html')) return 'no-cache'
  return file.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
}
