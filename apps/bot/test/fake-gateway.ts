import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'

import type { Match, MediaStatus, Photo, Profile } from '@kindred/client'

import { type FakeTalker, newTalker, serveChat } from './fake-chat.js'
import { type Departure, serveDeletion } from './fake-deletion.js'
import { type FakeInvitations, serveInvitations } from './fake-invitations.js'
import { emptyMeeting, type FakeMeeting, serveMeeting } from './fake-meeting.js'
import { type FakeNews, type NewsReader, noNews, noRole, serveNews } from './fake-news.js'
import {
  type FakeDesk,
  type FakeNotified,
  newDesk,
  newNotified,
  serveNotifications,
} from './fake-notifications.js'
import { noPast, type SafetyFaults, type SafetyPast, serveSafety } from './fake-safety.js'
import { problem } from './problem.js'

/** What the gateway knows of one person. */
interface FakePerson extends Departure, FakeTalker, FakeNotified, SafetyPast, FakeMeeting, NewsReader {
  matches: Match[]
  /** Refuses the sign-in, and keeps what the person appeals with. */
  sanction: { code: 'ACCOUNT_SUSPENDED' | 'ACCOUNT_BANNED'; ends_at?: string; rule: string } | undefined
  appeals: string[]
  language: string | undefined
}

/** A request as it arrived. */
interface SeenRequest {
  readonly route: string
  readonly headers: object
  readonly body: string
}

/** The gateway's part that the bot uses, in memory. */
export interface FakeGateway extends FakeInvitations, SafetyFaults {
  readonly url: string
  readonly secret: string
  readonly seen: SeenRequest[]
  /** What there is to tell. */
  readonly desk: FakeDesk
  readonly news: FakeNews
  /** By Telegram id; made at the first exchange or here. */
  person(telegramId: number): FakePerson
  /** What becomes of the next photos. */
  photoStatus: MediaStatus
  /** The problem that the next upload meets. */
  photoProblem: { status: number; code: string } | undefined
  /** Nobody answers. */
  down: boolean
  /** Ends every session. */
  revoke(): void
  exchanges(): SeenRequest[]
  stop(): Promise<void>
}

export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

const idOf = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** A photo of the fake gateway. */
export const photoOf = (n: number): Photo => {
  const urls = {
    thumb: `/v1/media/${n}/thumb`,
    card: `/v1/media/${n}/card?sig=x`,
    full: `/v1/media/${n}/full`,
  }
  return { media_id: idOf(n), thumbhash: '', width: 900, height: 900, urls }
}

/** A profile as its owner sees it. */
export const profileOf = (changed: Partial<Profile> = {}): Profile => ({
  user_id: idOf(1),
  name: 'Anna',
  birth_date: '1996-04-12',
  age: 29,
  gender: 'WOMAN',
  interests: [],
  city_names: [],
  languages: [],
  photos: [],
  completeness: 0.3,
  has_location: true,
  paused: false,
  verified: false,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  ...changed,
})

/** Starts it on any free port. */
export async function startFakeGateway(secret: string): Promise<FakeGateway> {
  const [people, tokens] = [new Map<number, FakePerson>(), new Map<string, FakePerson>()]
  let sessions = 0
  const app = Fastify({ logger: false, forceCloseConnections: true })
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )

  const gateway: FakeGateway = {
    url: '',
    secret,
    seen: [],
    desk: newDesk(),
    news: noNews(),
    photoStatus: 'APPROVED',
    photoProblem: undefined,
    invitation: undefined,
    reportProblem: undefined,
    takeProblem: undefined,
    cases: { posts: [], results: [], chatKeys: new Set() },
    videoProblem: undefined,
    down: false,
    person(telegramId) {
      const known = people.get(telegramId)
      if (known !== undefined) return known
      const person = {
        userId: idOf(1_000 + people.size),
        profile: undefined,
        matches: [],
        ...newTalker(),
        deletions: 0,
        sanction: undefined,
        appeals: [],
        ...noPast(),
        videoNotes: [],
        verification: undefined,
        graceDays: 0,
        leaving: false,
        language: undefined,
        ...noRole,
        ...newNotified(),
        ...emptyMeeting(),
      }
      people.set(telegramId, person)
      return person
    },
    revoke: () => tokens.clear(),
    exchanges: () => gateway.seen.filter(({ route }) => route === 'POST /v1/auth/bot'),
    stop: () => app.close(),
  }

  app.addHook('preHandler', async (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? 'a file' : JSON.stringify(request.body ?? '')
    const isOfBot = /^\/v1\/bot\/(deliveries|cases:claim|cases\/[^/]+\/result)/.test(request.url)
    if (!isOfBot)
      gateway.seen.push({ route: `${request.method} ${request.url}`, headers: request.headers, body })
    if (gateway.down) return void reply.hijack().raw.destroy()
    if (isOfBot)
      return request.headers.authorization === `Bearer ${secret}`
        ? undefined
        : problem(reply, 401, 'TOKEN_INVALID')
    if (
      !request.url.startsWith('/v1/auth/bot') &&
      request.url !== '/v1/safety/appeals' &&
      !request.url.includes('/card') &&
      !callerOf(request, tokens)
    )
      return problem(reply, 401, 'SESSION_REVOKED')
    const isAllowed = /^\/v1\/(account|auth)\//.test(request.url)
    if (callerOf(request, tokens)?.leaving === true && !isAllowed)
      return problem(reply, 403, 'ACCOUNT_LEAVING')
  })

  app.post<{ Body: { telegram_user_id: number } }>('/v1/auth/bot', (request, reply) => {
    if (request.headers.authorization !== `Bearer ${secret}`) return problem(reply, 401, 'TOKEN_INVALID')
    const person = gateway.person(request.body.telegram_user_id)
    if (person.sanction !== undefined) {
      const { code, ...facts } = person.sanction
      return problem(reply, 403, code, { facts: { ...facts, appeal_token: person.userId } })
    }
    const token = `token-${++sessions}`
    tokens.set(token, person)
    return {
      access_token: token,
      refresh_token: `refresh-${token}`,
      token_type: 'Bearer',
      expires_in: 300,
      is_staff: person.isStaff,
    }
  })
  app.post<{ Body: { telegram_user_id: number } }>('/v1/auth/bot/language', (request, reply) => {
    if (request.headers.authorization !== `Bearer ${secret}`) return problem(reply, 401, 'TOKEN_INVALID')
    const language = people.get(request.body.telegram_user_id)?.language
    return reply.send(language === undefined ? {} : { language })
  })
  app.post<{ Body: { appeal_token: string; text: string } }>('/v1/safety/appeals', (request, reply) => {
    const { appeal_token: token, text } = request.body
    const person = [...people.values()].find(({ userId }) => userId === token)
    if (person === undefined) return problem(reply, 401, 'APPEAL_TOKEN_INVALID')
    if (person.appeals.length > 0) return problem(reply, 409, 'APPEAL_ALREADY_MADE')
    person.appeals.push(text)
    return reply.code(204).send()
  })
  app.post('/v1/auth/refresh', (_request, reply) => problem(reply, 401, 'SESSION_REVOKED'))
  serveInvitations(app, gateway)
  const caller = (request: FastifyRequest): FakePerson => callerOf(request, tokens)!
  serve(app, gateway, caller)
  serveMeeting(app, caller)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return Object.assign(gateway, { url })
}

function serve(
  app: FastifyInstance,
  gateway: FakeGateway,
  caller: (request: FastifyRequest) => FakePerson,
): void {
  let uploads = 50
  app.get(
    '/v1/profiles/me',
    (request, reply) => caller(request).profile ?? problem(reply, 404, 'PROFILE_NOT_FOUND'),
  )
  app.patch<{ Body: Partial<Profile> }>('/v1/profiles/me', (request, reply) => {
    const person = caller(request)
    if (person.profile === undefined) return problem(reply, 404, 'PROFILE_NOT_FOUND')
    return (person.profile = profileOf({ ...person.profile, ...request.body }))
  })
  app.put<{ Body: { language: string } }>('/v1/auth/language', (request) => {
    caller(request).language = request.body.language
    return { language: request.body.language }
  })
  app.put<{ Body: { photo_ids: string[] } }>('/v1/profiles/me/photos', (request) => {
    const person = caller(request)
    const photos = request.body.photo_ids.map((id) => photoOf(Number(id.slice(-12))))
    return (person.profile = profileOf({ ...person.profile, photos }))
  })
  app.post<{ Body: Buffer }>('/v1/media', async (request, reply) => {
    if (!request.body.includes(pixel)) return problem(reply, 415, 'MEDIA_UNSUPPORTED')
    if (gateway.photoProblem !== undefined) {
      const { status, code } = gateway.photoProblem
      return problem(reply, status, code)
    }
    return reply.code(201).send({ ...photoOf(uploads++), status: gateway.photoStatus, created_at: '' })
  })
  serveDeletion(app, caller)
  serveSafety(app, gateway, caller)
  app.get('/v1/media/:id/card', (_request, reply) => reply.type('image/png').send(pixel))
  app.get('/v1/discovery/matches', (request) => ({ matches: caller(request).matches, next_page_token: '' }))
  serveChat(app, caller)
  serveNotifications(app, gateway.desk, caller)
  serveNews(app, gateway.news, caller)
}

const callerOf = (request: FastifyRequest, tokens: ReadonlyMap<string, FakePerson>): FakePerson | undefined =>
  tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
