import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { Broadcast, PrepareNewsRequest } from '@kindred/client'

import { problem } from './problem.js'

/** Who asks about news, as the fake gateway knows them. */
export interface NewsReader {
  isAdmin: boolean
}

/** News to many people, in memory. */
export interface FakeNews {
  /** The newest first. */
  readonly all: Broadcast[]
  /** What was asked for, in order: `start <id>`, `stop <id>`. */
  readonly acts: string[]
  /** Who would get the next ones. */
  audience: { people: number; opted_out: number }
}

/** Somebody who is no member of staff. */
export const noRole = { isStaff: false, isAdmin: false }

export const noNews = (): FakeNews => ({ all: [], acts: [], audience: { people: 1_200, opted_out: 30 } })

const unread = { queued: 0, waiting: 0, sent: 0, failed: 0 }

/** The routes of news from the bot's chat. */
export function serveNews(
  app: FastifyInstance,
  news: FakeNews,
  caller: (request: FastifyRequest) => NewsReader,
): void {
  const byKey = new Map<string, Broadcast>()
  const guarded =
    (work: (request: FastifyRequest, reply: FastifyReply) => unknown) =>
    (request: FastifyRequest, reply: FastifyReply): unknown =>
      caller(request).isAdmin ? work(request, reply) : problem(reply, 403, 'NOT_ADMIN')
  const find = ({ params }: FastifyRequest): Broadcast | undefined =>
    news.all.find(({ broadcast_id: id }) => id === (params as { id: string }).id)
  const one =
    (work: (found: Broadcast, reply: FastifyReply) => unknown) =>
    (request: FastifyRequest, reply: FastifyReply) => {
      const found = find(request)
      return found === undefined ? problem(reply, 404, 'BROADCAST_NOT_FOUND') : work(found, reply)
    }

  app.post(
    '/v1/bot/broadcasts',
    guarded((request, reply) => {
      const key = String(request.headers['idempotency-key'])
      const {
        texts,
        language = '',
        active_within_days = 0,
        verified_only = false,
      } = request.body as PrepareNewsRequest
      const made = byKey.get(key) ?? {
        broadcast_id: `01890000-0000-7000-8000-0000000ca${String(news.all.length).padStart(3, '0')}`,
        state: 'COUNTING' as const,
        created_at: '2026-01-01T00:00:00Z',
        ...{ texts, language, active_within_days, verified_only },
        ...news.audience,
        ...unread,
      }
      if (!byKey.has(key)) news.all.unshift(made)
      byKey.set(key, made)
      return reply.code(201).send(made)
    }),
  )
  app.get(
    '/v1/bot/broadcasts',
    guarded(() => ({ broadcasts: news.all })),
  )
  app.get('/v1/bot/broadcasts/:id', guarded(one((found) => found)))
  app.post(
    '/v1/bot/broadcasts/:id/start',
    guarded(
      one((found, reply) => {
        news.acts.push(`start ${found.broadcast_id}`)
        if (found.state === 'COUNTING' || found.state === 'STOPPED')
          return problem(reply, 409, 'BROADCAST_NOT_READY')
        if (found.state !== 'READY') return found
        return Object.assign(found, { state: 'SENDING', queued: found.people, waiting: found.people })
      }),
    ),
  )
  app.post(
    '/v1/bot/broadcasts/:id/stop',
    guarded(
      one((found) => {
        news.acts.push(`stop ${found.broadcast_id}`)
        return Object.assign(found, { state: 'STOPPED', waiting: 0 })
      }),
    ),
  )
}
