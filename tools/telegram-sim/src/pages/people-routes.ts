import type { FastifyInstance, FastifyRequest } from 'fastify'

import { type LaunchOptions, launchUrl, platforms } from '../launch/launch.js'
import {
  allowWriting,
  block,
  edit,
  press,
  sendAlbum,
  sendLocation,
  sendPhoto,
  sendVideoNote,
  unblock,
  write,
} from '../world/acts.js'
import type { Person } from '../world/people.js'
import type { Location } from '../world/types.js'
import { unixNow, type World } from '../world/world.js'
import { PageError } from './page-error.js'
import { personView } from './view.js'
import type { LaunchRequest, PressView } from './views.js'

type PersonRequest = { Params: { id: string } }

const newNames = ['Maya', 'Noah', 'Zoe', 'Liam', 'Iris', 'Theo', 'Ella', 'Finn', 'Ada', 'Hugo']
/** Above what a bot is given, so that its refusal can be seen. */
const largestVideo = 32 * 1024 * 1024
const yesterdayMs = 26 * 3_600_000

/** What people do with their phones. */
export function registerPeopleRoutes(app: FastifyInstance, world: World, appUrl: () => string): void {
  const personOf = finderOf(world)
  registerSending(app, world)

  app.post('/sim/people', () => {
    const count = world.people.list().length
    const firstName = newNames[count % newNames.length] ?? 'Maya'
    return personView(
      world.people.add({ id: 7_960_000_000_000 + (unixNow() % 1e9), firstName, note: 'new here' }),
    )
  })

  app.patch<PersonRequest & { Body: { languageCode?: string; blocked?: boolean; mayWrite?: boolean } }>(
    '/sim/people/:id',
    (request) => {
      const person = personOf(request)
      const { languageCode, blocked, mayWrite } = request.body
      if (languageCode !== undefined) person.languageCode = languageCode
      if (mayWrite === true) allowWriting(world, person)
      if (blocked === true) block(world, person)
      if (blocked === false) unblock(world, person)
      world.chats.changed.emit(person.id)
      return personView(person)
    },
  )

  app.post<PersonRequest & { Body: { messageId: number; data: string } }>(
    '/sim/people/:id/presses',
    async (request): Promise<PressView> => {
      const person = personOf(request)
      const message = world.chats.find(person.id, request.body.messageId)
      if (message === undefined) throw new PageError(404, 'This message is gone.')
      const answer = await press(world, person, message, request.body.data)
      return { answered: answer !== undefined, ...answer }
    },
  )

  app.post<PersonRequest & { Body: LaunchRequest }>('/sim/people/:id/launches', (request) => {
    const { url = appUrl(), startParam, theme, platform, expired } = request.body
    const options: LaunchOptions = {
      startParam,
      theme,
      platform: platforms.find((one) => one === platform),
      signedAt: expired === true ? new Date(Date.now() - yesterdayMs) : undefined,
    }
    return { url: launchUrl(world, personOf(request), { ...options, url }) }
  })
}

/** What people write, photograph and record. */
function registerSending(app: FastifyInstance, world: World): void {
  const personOf = finderOf(world)

  app.post<PersonRequest & { Body: { text: string } }>('/sim/people/:id/messages', (request) =>
    tried(() => write(world, personOf(request), request.body.text)),
  )

  app.patch<{ Params: { id: string; messageId: string }; Body: { text: string } }>(
    '/sim/people/:id/messages/:messageId',
    (request) =>
      tried(() => edit(world, personOf(request), Number(request.params.messageId), request.body.text)),
  )

  app.post<PersonRequest & { Body: Location }>('/sim/people/:id/locations', (request) =>
    tried(() => sendLocation(world, personOf(request), request.body)),
  )

  app.post<PersonRequest & { Body: Buffer }>('/sim/people/:id/photos', (request) =>
    tried(() => sendPhoto(world, personOf(request), request.body)),
  )

  app.post<PersonRequest & { Body: { photos: readonly string[] } }>('/sim/people/:id/albums', (request) =>
    tried(() =>
      sendAlbum(
        world,
        personOf(request),
        request.body.photos.map((photo) => Buffer.from(photo, 'base64')),
      ),
    ),
  )

  app.post<PersonRequest & { Body: Buffer }>(
    '/sim/people/:id/video-notes',
    { bodyLimit: largestVideo },
    (request) => tried(() => sendVideoNote(world, personOf(request), request.body)),
  )
}

const finderOf =
  (world: World) =>
  ({ params }: FastifyRequest<PersonRequest>): Person => {
    const person = world.people.find(Number(params.id))
    if (person === undefined) throw new PageError(404, 'There is no such person.')
    return person
  }

function tried<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof PageError || !(error instanceof Error)) throw error
    throw new PageError(409, error.message)
  }
}
