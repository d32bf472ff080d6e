import type { FastifyInstance } from 'fastify'

import type { World } from '../world/world.js'
import { PageError } from './page-error.js'
import { chatView } from './view.js'

const lookAgainMs = 2_000

/** GET /sim/people/<id>/events: the chat as it is, and again after each change (server-sent events). */
export function registerLiveRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Params: { id: string } }>('/sim/people/:id/events', (request, reply) => {
    const person = world.people.find(Number(request.params.id))
    if (person === undefined) throw new PageError(404, 'There is no such person.')
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    let said = ''
    const tell = (): void => {
      const view = JSON.stringify(chatView(world, person))
      if (view === said) return
      said = view
      reply.raw.write(`data: ${view}\n\n`)
    }
    tell()
    // A bot that comes, goes or stops typing changes no message.
    const timer = setInterval(tell, lookAgainMs)
    const forget = world.chats.changed.listen((id) => id === person.id && tell())
    reply.raw.once('close', () => {
      clearInterval(timer)
      forget()
    })
  })
}
