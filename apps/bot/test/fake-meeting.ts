import type { FastifyInstance, FastifyRequest } from 'fastify'

import type {
  BlockedPerson,
  Candidate,
  CreateProfileRequest,
  Match,
  Preferences,
  Profile,
  Town,
} from '@kindred/client'

import { profileOf } from './fake-gateway.js'
import { problem } from './problem.js'

/** What the gateway knows of whom a person meets. */
export interface FakeMeeting {
  profile: Profile | undefined
  matches: Match[]
  preferences: Preferences | undefined
  places: { latitude: number; longitude: number }[]
  deck: Candidate[]
  likes: Candidate[]
  /** Who likes the person without being among the likes yet: a like makes a match. */
  admirers: string[]
  /** Every answer, oldest first, such as "LIKE <id>". */
  swipes: string[]
  superlikes: number
  /** What the bot says was seen. */
  seen: { likes?: boolean }[]
  blocks: BlockedPerson[]
  /** Refuses the next answers with this problem. */
  swipeProblem: { status: number; code: string } | undefined
  /** By Idempotency-Key: a repeated swipe gets the first answer again. */
  readonly answers: Map<string, object>
}

/** Nobody met yet. */
export const emptyMeeting = (): Omit<FakeMeeting, 'profile' | 'matches'> => ({
  preferences: undefined,
  places: [],
  deck: [],
  likes: [],
  admirers: [],
  swipes: [],
  superlikes: 1,
  seen: [],
  swipeProblem: undefined,
  answers: new Map(),
  blocks: [],
})

/** Somebody for a deck. */
export const candidateOf = (n: number, changed: Partial<Candidate> = {}): Candidate => ({
  user_id: `01890000-0000-7000-9000-${String(n).padStart(12, '0')}`,
  name: `Person ${n}`,
  age: 20 + n,
  bio: `I am number ${n}.`,
  city: 'Riga',
  city_names: [],
  photos: [],
  distance: { from_km: 5, to_km: 10 },
  common_interests: ['tea'],
  compatibility_score: 80,
  reasons: [{ code: 'distance', share: 0.6 }],
  message: '',
  advice: [],
  verified: false,
  ...changed,
})

/** Whom somebody wants to see. */
export const wishes: Preferences = {
  wanted_genders: ['MAN'],
  min_age: 18,
  max_age: 99,
  max_distance_km: 50,
  widen_distance: false,
}

const riga: Town = {
  town_id: 456172,
  names: [
    { language: 'en', name: 'Riga' },
    { language: 'ru', name: 'Рига' },
  ],
  country: 'LV',
  latitude: 56.95,
  longitude: 24.11,
  region: '',
  time_zone: 'Europe/Riga',
}

type Caller = (request: FastifyRequest) => FakeMeeting

/** Joining and meeting people, as far as the bot asks for it. */
export function serveMeeting(app: FastifyInstance, caller: Caller): void {
  serveJoining(app, caller)
  serveSwipes(app, caller)
  app.get('/v1/discovery/candidates', (request, reply) => {
    const { deck, preferences, places } = caller(request)
    if (preferences === undefined || places.length === 0) return problem(reply, 409, 'VIEWER_NOT_READY')
    return reply.send({ candidates: deck, next_page_token: '', widened_to_km: 0 })
  })
  app.post<{ Body: { likes?: boolean } }>('/v1/notifications/seen', (request, reply) => {
    caller(request).seen.push(request.body)
    return reply.code(204).send()
  })
  app.get('/v1/discovery/likes', (request) => ({
    likes: caller(request).likes.map((candidate) => ({ candidate, kind: 'LIKE', created_at: '' })),
    next_page_token: '',
  }))
  app.get('/v1/discovery/blocks', (request) => ({ blocks: caller(request).blocks, next_page_token: '' }))
  app.delete<{ Params: { id: string } }>('/v1/discovery/blocks/:id', (request, reply) => {
    const person = caller(request)
    person.blocks = person.blocks.filter(({ user_id: id }) => id !== request.params.id)
    return reply.code(204).send()
  })
  app.get('/v1/discovery/superlikes', (request) => ({ left: caller(request).superlikes, next_at: '' }))
  app.get<{ Params: { id: string } }>('/v1/profiles/:id', (request, reply) => {
    const { deck, likes } = caller(request)
    const found = [...deck, ...likes].find(({ user_id: id }) => id === request.params.id)
    if (found === undefined) return problem(reply, 404, 'PROFILE_NOT_FOUND')
    return { ...found, gender: 'MAN', interests: ['tea', 'hiking'], languages: ['en'], smoking: 'NEVER' }
  })
}

function serveJoining(app: FastifyInstance, caller: Caller): void {
  app.post<{ Body: CreateProfileRequest }>('/v1/profiles', (request, reply) => {
    const person = caller(request)
    const { name } = request.body
    if (person.profile !== undefined) return problem(reply, 409, 'PROFILE_EXISTS')
    if (name.includes('@')) {
      const errors = [{ pointer: '/name', code: 'CONTACT', detail: 'No.' }]
      return problem(reply, 400, 'NAME_HAS_CONTACT', { errors })
    }
    person.profile = profileOf({ ...request.body, has_location: false })
    return reply.code(201).send(person.profile)
  })
  app.get('/v1/profiles/me/preferences', (request, reply) =>
    reply.send(caller(request).preferences ?? problem(reply, 404, 'PREFERENCES_NOT_SET')),
  )
  app.put<{ Body: Preferences }>('/v1/profiles/me/preferences', (request) => {
    const { body } = request
    return (caller(request).preferences = { ...wishes, ...body })
  })
  app.put<{ Body: { latitude: number; longitude: number } }>('/v1/profiles/me/location', (request) => {
    const person = caller(request)
    person.places.push(request.body)
    if (person.profile !== undefined) person.profile = { ...person.profile, has_location: true }
    return { effective_at: '2026-01-01T00:00:00Z' }
  })
  app.get<{ Querystring: { query?: string } }>('/v1/profiles/towns', (request) => {
    const { query } = request.query
    const isMeant = query === undefined || ['riga', 'рига'].includes(query.toLowerCase())
    return { towns: isMeant ? [riga] : [] }
  })
}

function serveSwipes(app: FastifyInstance, caller: Caller): void {
  interface Swipe {
    Body: { target_user_id: string; kind?: string; message?: string }
  }
  app.post<Swipe>('/v1/discovery/like', (request, reply) => {
    const person = caller(request)
    const { target_user_id: id, kind = 'LIKE', message = '' } = request.body
    if (person.swipeProblem !== undefined)
      return problem(reply, person.swipeProblem.status, person.swipeProblem.code)
    return once(request, person, () => {
      const target = take(person, id)
      person.swipes.push(`${kind} ${id}${message && `: ${message}`}`)
      if (!person.admirers.includes(id)) return { matched: false }
      const match = { match_id: id, user_id: id, name: target?.name ?? '', age: 30, created_at: '' }
      person.matches.push(match)
      return { matched: true, match }
    })
  })
  app.post<Swipe>('/v1/discovery/pass', (request, reply) => {
    const person = caller(request)
    if (person.swipeProblem !== undefined)
      return problem(reply, person.swipeProblem.status, person.swipeProblem.code)
    return once(request, person, () => {
      take(person, request.body.target_user_id)
      person.swipes.push(`PASS ${request.body.target_user_id}`)
      return { matched: false }
    })
  })
  app.post('/v1/discovery/undo', (request, reply) => {
    const person = caller(request)
    const undone = once(request, person, () => {
      const [, id = ''] = person.swipes.pop()?.split(' ') ?? []
      if (id === '') return undefined
      person.deck.unshift(candidateOf(Number(id.slice(-12))))
      return { target_user_id: id }
    })
    return undone ?? problem(reply, 409, 'NOTHING_TO_UNDO')
  })
  app.post<Swipe>('/v1/discovery/blocks', (request, reply) => {
    const person = caller(request)
    take(person, request.body.target_user_id)
    person.swipes.push(`BLOCK ${request.body.target_user_id}`)
    return reply.code(204).send()
  })
}

/** Does what a request asks for once, however often it comes under one key. */
function once(
  request: FastifyRequest,
  { answers }: FakeMeeting,
  work: () => object | undefined,
): object | undefined {
  const { 'idempotency-key': key } = request.headers
  if (typeof key !== 'string') return work()
  const name = `${request.url} ${key}`
  const answer = answers.get(name) ?? work()
  if (answer !== undefined) answers.set(name, answer)
  return answer
}

/** Takes somebody out of the deck and the likes. */
function take(person: FakeMeeting, id: string): Candidate | undefined {
  const isOther = ({ user_id: other }: Candidate): boolean => other !== id
  const found = [...person.deck, ...person.likes].find((one) => !isOther(one))
  person.deck = person.deck.filter(isOther)
  person.likes = person.likes.filter(isOther)
  return found
}
