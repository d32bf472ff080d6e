import type { FastifyInstance } from 'fastify'

import type { Refusal } from '../world/faults.js'
import { telegramLimits } from '../world/pace.js'
import type { World } from '../world/world.js'
import { registerPageFiles } from './files.js'
import { registerLiveRoutes } from './live-routes.js'
import { PageError } from './page-error.js'
import { registerPeopleRoutes } from './people-routes.js'
import { faultsView, personView } from './view.js'
import type { Place, SimState } from './views.js'

/** What the pages are about. */
export interface PagesOptions {
  readonly appUrl: string
  readonly places: readonly Place[]
}

interface FaultsRequest {
  readonly offline?: boolean
  readonly duplicates?: boolean
  readonly refuse?: Refusal
  /** Seconds for which all that is sent meets a 429. */
  readonly storm?: number
  /** Whether Telegram's own limits hold. */
  readonly limits?: boolean
  readonly clear?: boolean
}

/** The phones in the browser, and what their pages call. */
export function registerPages(app: FastifyInstance, world: World, { appUrl, places }: PagesOptions): void {
  app.addContentTypeParser(/^(?:image|video)\//, { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.setErrorHandler((error, _request, reply) => {
    const known = error instanceof PageError
    return reply.code(known ? error.statusCode : 500).send({ message: known ? error.message : String(error) })
  })

  registerPageFiles(app, new URL(appUrl).origin)
  registerLiveRoutes(app, world)
  registerPeopleRoutes(app, world, () => appUrl)

  app.get('/sim/state', (): SimState => ({
    appUrl,
    places,
    bot: { name: world.bot.first_name, username: world.bot.username ?? '' },
    people: world.people.list().map(personView),
    faults: faultsView(world),
  }))

  app.post<{ Body: FaultsRequest }>('/sim/faults', ({ body }) => {
    const { faults } = world
    if (body.clear === true) faults.clear()
    if (body.offline !== undefined) faults.offline = body.offline
    if (body.duplicates !== undefined) faults.duplicates = body.duplicates
    if (body.refuse !== undefined) faults.refuse(body.refuse)
    if (body.storm !== undefined) faults.pace.storm(body.storm)
    if (body.limits !== undefined) faults.pace.limits = body.limits ? telegramLimits : undefined
    return faultsView(world)
  })

  app.get<{ Params: { id: string } }>('/sim/files/:id', ({ params }, reply) => {
    const file = world.files.find(params.id)
    if (file === undefined) throw new PageError(404, 'There is no such file.')
    return reply.type(file.type).header('cache-control', 'private, max-age=86400, immutable').send(file.bytes)
  })
}
