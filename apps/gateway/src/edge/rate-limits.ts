import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'

import { AppError } from '@kindred/kernel'

import { generalLimits, type RateClass, rateClasses, type RateLimit } from './rate-classes.js'

/** What is left of one limit after a request was counted. */
interface Count {
  readonly name: string
  readonly max: number
  readonly windowSeconds: number
  readonly remaining: number
  readonly resetSeconds: number
  readonly isExceeded: boolean
}

type Counter = (request: FastifyRequest) => Promise<Count>

/** Counts a request and answers 429 when a limit is used up. */
export type LimitRequests = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/**
 * The rate limits of the gateway: the general one and, beside it, the named one of the route. Counts live in this process;
 * the plugin takes a `redis` or a `store` here when there are several gateways.
 */
export async function createRateLimits(app: FastifyInstance, scale: number): Promise<LimitRequests> {
  await app.register(rateLimit, { global: false })
  const counter = (name: string, limit: RateLimit): Counter => createCounter(app, name, limit, scale)
  const general = {
    anonymous: counter('anonymous', generalLimits.anonymous),
    user: counter('user', generalLimits.user),
    bot: counter('bot', generalLimits.bot),
  }
  const named = new Map(Object.entries(rateClasses).map(([name, limit]) => [name as RateClass, counter(name, limit)]))

  return async (request, reply) => {
    const { limit } = request.routeOptions.config
    const isBot = request.principal.kind === 'bot'
    const counters = [
      ...(limit !== undefined && isAlone(rateClasses[limit]) ? [] : [general[groupOf(request)]]),
      // The named limits are meant for one person.
      ...(limit === undefined || isBot ? [] : [named.get(limit)!]),
    ]
    const counts: Count[] = []
    for (const count of counters) counts.push(await count(request))
    writeHeaders(reply, counts)
    const exceeded = counts.find(({ isExceeded }) => isExceeded)
    if (exceeded !== undefined) throw rateLimited(exceeded)
  }
}

const isAlone = (limit: RateLimit): boolean => limit.alone === true

const groupOf = ({ principal }: FastifyRequest): keyof typeof generalLimits =>
  principal.kind === 'user' || principal.kind === 'bot' ? principal.kind : 'anonymous'

const callerOf = (request: FastifyRequest): string => {
  const { principal } = request
  if (principal.kind === 'bot') return 'bot'
  if (principal.kind === 'user') return `user ${principal.userId}`
  // A connection that broke meanwhile has no address any more, whatever Fastify's type says.
  const ip = request.ip as string | undefined
  return ip === undefined ? 'gone' : `address ${normalizeIP(ip)}`
}

// Beyond so many callers in a window the oldest counts are forgotten; the plugin's own 5,000 would be one evening's guests.
const mostCallers = 50_000

function createCounter(app: FastifyInstance, name: string, { max, windowSeconds }: RateLimit, scale: number): Counter {
  const scaled = Math.max(1, Math.round(max * scale))
  const timeWindow = windowSeconds * 1000
  const take = app.createRateLimit({ max: scaled, timeWindow, keyGenerator: callerOf, ...{ cache: mostCallers } })
  return async (request) => {
    const taken = await take(request)
    if (taken.isAllowed) throw new Error(`the limit ${name} has an allow list`)
    const { remaining, ttlInSeconds, isExceeded } = taken
    return { name, max: scaled, windowSeconds, remaining, resetSeconds: ttlInSeconds, isExceeded }
  }
}

/** draft-ietf-httpapi-ratelimit-headers: structured fields, one item for each limit that holds. */
function writeHeaders(reply: FastifyReply, counts: readonly Count[]): void {
  const policies = counts.map(({ name, max, windowSeconds }) => `"${name}";q=${max};w=${windowSeconds}`)
  const states = counts.map(({ name, remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`)
  reply.header('ratelimit-policy', policies.join(', ')).header('ratelimit', states.join(', '))
}

const rateLimited = ({ name, max, windowSeconds, resetSeconds }: Count): AppError =>
  new AppError({
    kind: 'rateLimited',
    code: 'RATE_LIMITED',
    detail: `The limit "${name}" allows ${max} requests in ${windowSeconds} s.`,
    retryAfter: resetSeconds,
  })
