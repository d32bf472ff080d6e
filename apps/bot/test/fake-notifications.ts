import type { FastifyInstance, FastifyRequest } from 'fastify'

import type { Delivery, FinishDeliveryRequest, Settings } from '@kindred/client'

import { problem } from './problem.js'

interface BotMessage {
  readonly conversation_id: string
  readonly target_user_id: string
  readonly up_to_seq: number
}

/** What notification keeps of one person. */
export interface FakeNotified {
  settings: Settings
  reachable: number
  readonly muted: Map<string, boolean>
  readonly state: Map<string, { value: string; version: number }>
  readonly botMessages: Map<number, BotMessage>
  /** So many more writes of the state are taken. */
  stateWrites: number
}

/** What there is to tell, in memory. */
export interface FakeDesk {
  /** What the next claims get; a delivery stays until its result is there and may be claimed again. */
  readonly waiting: Delivery[]
  readonly claims: { at: number; ids: string[] }[]
  readonly results: (FinishDeliveryRequest & { delivery_id: string })[]
  /** How often somebody asked for something. */
  asked: number
  /** So many results get lost on their way. */
  lostResults: number
}

const kinds = [
  'LIKE',
  'SUPERLIKE',
  'MATCH',
  'MESSAGE',
  'PHOTO_DECIDED',
  'SAFETY',
  'YOUR_TURN',
  'NEWS',
] as const

/** A person who is told everything. */
export const newNotified = (): FakeNotified => ({
  settings: {
    kinds: kinds.map((kind) => ({ kind, on: true })),
    message_preview: true,
    quiet_on: true,
    quiet_from: '23:00',
    quiet_to: '08:00',
    time_zone: '',
    paused: false,
    reachable: true,
    place_time_zone: '',
  },
  reachable: 0,
  muted: new Map(),
  state: new Map(),
  botMessages: new Map(),
  stateWrites: Infinity,
})

/** Nothing to tell. */
export const newDesk = (): FakeDesk => ({ waiting: [], claims: [], results: [], asked: 0, lostResults: 0 })

/** The routes of notification; those of the bot itself are asked with its credential. */
export function serveNotifications(
  app: FastifyInstance,
  desk: FakeDesk,
  caller: (request: FastifyRequest) => FakeNotified,
): void {
  serveDesk(app, desk)
  app.get('/v1/notifications/settings', (request) => caller(request).settings)
  app.patch<{ Body: Partial<Settings> }>('/v1/notifications/settings', (request) => {
    const person = caller(request)
    const { kinds: changed = [], ...rest } = request.body
    const known = person.settings.kinds.map((one) => changed.find(({ kind }) => kind === one.kind) ?? one)
    return (person.settings = { ...person.settings, ...rest, kinds: known })
  })
  app.put<{ Params: { id: string }; Body: { muted: boolean } }>(
    '/v1/notifications/conversations/:id/mute',
    (request, reply) => {
      caller(request).muted.set(request.params.id, request.body.muted)
      return reply.code(204).send()
    },
  )
  app.put('/v1/bot/reachable', (request, reply) => {
    caller(request).reachable += 1
    return reply.code(204).send()
  })
  serveMemory(app, caller)
}

function serveDesk(app: FastifyInstance, desk: FakeDesk): void {
  const out = new Set<string>()
  app.post<{ Body: { max: number } }>('/v1/bot/deliveries::claim', async (request) => {
    desk.asked += 1
    for (let tries = 0; tries < 20; tries++) {
      const free = desk.waiting.filter(({ delivery_id }) => !out.has(delivery_id)).slice(0, request.body.max)
      if (free.length > 0) {
        for (const { delivery_id } of free) out.add(delivery_id)
        desk.claims.push({ at: Date.now(), ids: free.map(({ delivery_id }) => delivery_id) })
        return { deliveries: free }
      }
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return { deliveries: [] }
  })
  app.post<{ Params: { id: string }; Body: FinishDeliveryRequest }>(
    '/v1/bot/deliveries/:id/result',
    (request, reply) => {
      const { id } = request.params
      if (desk.lostResults > 0) {
        desk.lostResults -= 1
        out.delete(id)
        return void reply.hijack().raw.destroy()
      }
      desk.results.push({ ...request.body, delivery_id: id })
      const at = desk.waiting.findIndex(({ delivery_id }) => delivery_id === id)
      if (request.body.outcome === 'RETRY') out.delete(id)
      else if (at >= 0) desk.waiting.splice(at, 1)
      return reply.code(204).send()
    },
  )
}

function serveMemory(app: FastifyInstance, caller: (request: FastifyRequest) => FakeNotified): void {
  interface Named {
    Params: { key: string }
    Body: { value: string; version: number }
  }
  app.get<Named>('/v1/bot/state/:key', (request) => {
    return caller(request).state.get(request.params.key) ?? { value: '', version: 0 }
  })
  app.put<Named>('/v1/bot/state/:key', (request, reply) => {
    const person = caller(request)
    const { state } = person
    if (person.stateWrites-- <= 0) return problem(reply, 503, 'UNAVAILABLE')
    const { key } = request.params
    const { value, version } = request.body
    if ((state.get(key)?.version ?? 0) !== version) return problem(reply, 409, 'STATE_CHANGED')
    if (value === '') state.delete(key)
    else state.set(key, { value, version: version + 1 })
    return { version: state.get(key)?.version ?? 0 }
  })
  app.get<{ Params: { id: string } }>('/v1/bot/conversations/:id/shown', (request) => {
    const about = [...caller(request).botMessages.values()].filter(
      ({ conversation_id: id }) => id === request.params.id,
    )
    return { up_to_seq: Math.max(0, ...about.map(({ up_to_seq: seq }) => seq)), muted: false }
  })
  app.get<{ Params: { id: string } }>('/v1/bot/messages/:id', (request, reply) => {
    return (
      caller(request).botMessages.get(Number(request.params.id)) ??
      problem(reply, 404, 'BOT_MESSAGE_NOT_FOUND')
    )
  })
  app.put<{ Params: { id: string }; Body: BotMessage }>('/v1/bot/messages/:id', (request, reply) => {
    caller(request).botMessages.set(Number(request.params.id), request.body)
    return reply.code(204).send()
  })
}
