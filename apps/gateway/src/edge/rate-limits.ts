import { hash } from 'node:crypto'

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { type AppError, errorKinds } from '@kindred/kernel'

import { networkOf } from './addresses.js'
import { type Count, type Counted, type LimitName, type Limits, personCaller, rateLimited } from './limits.js'
import { type generalLimits, type OwnLimit, type RateClass, rulesOf } from './rate-classes.js'

/** Counts a request and throws for a limit that is used up, at once or, where the counters are elsewhere, later. */
export type LimitRequests = (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>

/** The rate limits of requests: the general one and, beside it, the named one of the route. */
export function createRateLimits(app: FastifyInstance, limits: Limits): LimitRequests {
  limitCredentials(app, limits)
  return (request, reply) => {
    const mayBeGood = isBlind(request)
    const judge = (counts: readonly Count[]): void => {
      writeHeaders(reply, counts)
      const exceeded = counts.find(({ name, isExceeded }) => isExceeded && (!mayBeGood || name === 'refused'))
      if (exceeded !== undefined) throw rateLimited(exceeded)
    }
    const counting = ruled(request).map(([name, caller]) =>
      mayBeGood ? limits.look(name, caller) : limits.take(name, caller),
    )
    return areCounted(counting)
      ? judge(counting)
      : Promise.all(counting.map(async (counted) => counted)).then(judge)
  }
}

const areCounted = (counting: readonly Counted[]): counting is Count[] =>
  !counting.some((counted) => counted instanceof Promise)

/** The limits that apply to a request, each with the caller it is counted for. */
function ruled(request: FastifyRequest): [name: LimitName, caller: string][] {
  const { limit } = request.routeOptions.config
  // The named limits are meant for one person.
  if (limit === undefined || request.principal.kind === 'bot') return [generalOf(request)]
  const rule = rulesOf(limit)
  if (isBlind(request)) return refusalsOf(request, limit)
  if (rule.refusals === true) return [[limit, sessionCaller(request) ?? addressCaller(request)]]
  const named: [LimitName, string] = [limit, callerOf(request)]
  return rule.alone === true ? [named] : [generalOf(request), named]
}

/**
 * Many people behind one address sign in without a session: an accepted proof or refresh token counts for itself, and only a refused
 * one for the address (`countRefusal`).
 */
function limitCredentials(app: FastifyInstance, limits: Limits): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const { limit } = request.routeOptions.config
    const credential = credentialOf(request)
    if (limit === undefined || credential === undefined || !isBlind(request)) return done()
    limits.hold(limit, credential).then(() => done(), done)
  })
}

/** Counts a refused proof or token for its address; returns the error to answer with, 429 above the limit. */
export async function countRefusal(
  limits: Limits,
  request: FastifyRequest,
  reply: FastifyReply,
  error: AppError,
): Promise<AppError> {
  const { limit } = request.routeOptions.config
  const { http } = errorKinds[error.kind]
  if (limit === undefined || !isBlind(request) || http >= 500 || http === 429) return error
  const counts = await Promise.all(
    refusalsOf(request, limit).map(async ([name, caller]) => limits.take(name, caller)),
  )
  writeHeaders(reply, counts)
  const exceeded = counts.find(({ isExceeded }) => isExceeded)
  return exceeded === undefined ? error : rateLimited(exceeded)
}

/** The address's refusals of this limit, above which only refused requests get 429, and all its refusals, above which every one does. */
const refusalsOf = (request: FastifyRequest, limit: RateClass | OwnLimit): [LimitName, string][] => [
  [limit, addressCaller(request)],
  ['refused', addressCaller(request)],
]

/** True for a sign-in or refresh whose caller is known only once it is answered. */
function isBlind(request: FastifyRequest): boolean {
  const { limit } = request.routeOptions.config
  const isForProofs = limit !== undefined && rulesOf(limit).refusals === true
  return isForProofs && request.principal.kind !== 'bot' && sessionCaller(request) === undefined
}

function credentialOf({ body, routeOptions }: FastifyRequest): string | undefined {
  const key = routeOptions.config.credential
  const credential = key === undefined ? undefined : (body as Record<string, unknown> | undefined)?.[key]
  if (typeof credential !== 'string') return undefined
  return `credential ${hash('sha256', credential, 'base64')}`
}

const sessionCaller = ({ session }: FastifyRequest): string | undefined =>
  session === undefined ? undefined : `session ${session}`

function generalOf(request: FastifyRequest): [keyof typeof generalLimits, string] {
  const { kind } = request.principal
  return [kind === 'user' || kind === 'bot' ? kind : 'anonymous', callerOf(request)]
}

const callerOf = (request: FastifyRequest): string => {
  const { principal } = request
  if (principal.kind === 'bot') return 'bot'
  return principal.kind === 'user' ? personCaller(principal.userId) : addressCaller(request)
}

function addressCaller(request: FastifyRequest): string {
  // A closed connection has no address, against Fastify's type.
  const ip = request.ip as string | undefined
  return ip === undefined ? 'gone' : `address ${networkOf(ip)}`
}

/** draft-ietf-httpapi-ratelimit-headers: structured fields, one item for each limit that holds. */
function writeHeaders(reply: FastifyReply, counts: readonly Count[]): void {
  const policies = counts.map(({ name, max, windowSeconds }) => `"${name}";q=${max};w=${windowSeconds}`)
  const states = counts.map(
    ({ name, remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`,
  )
  reply.header('ratelimit-policy', policies.join(', ')).header('ratelimit', states.join(', '))
}
