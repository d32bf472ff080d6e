import { LRUCache } from 'lru-cache'
import { RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible'

import { AppError } from '@kindred/kernel'
import type { Redis } from '@kindred/redis'

import { generalLimits, type OwnLimit, type RateClass, rateClasses, type RateLimit } from './rate-classes.js'

/** The name of a limit, general or named. */
export type LimitName = keyof typeof generalLimits | RateClass | OwnLimit

/** The count of one caller against one limit. */
export interface Count {
  readonly name: LimitName
  readonly max: number
  readonly windowSeconds: number
  readonly remaining: number
  readonly resetSeconds: number
  readonly isExceeded: boolean
}

/** Where nobody has to be asked, the count itself: a promise for each limit of each request would cost more than the counting. */
export type Counted = Count | Promise<Count>

/** The counters of all gateways, or of this one where there is no Redis, behind HTTP and WebSocket alike. */
export interface Limits {
  /** Counts one act of a caller. */
  take(name: LimitName, caller: string): Counted
  /** Looks without counting; exceeded when one more act would be. */
  look(name: LimitName, caller: string): Counted
  /** Counts one act and throws RATE_LIMITED above the limit. */
  hold(name: LimitName, caller: string): Promise<void>
}

/** The caller that a signed-in person is counted as. */
export const personCaller = (userId: string): string => `user ${userId}`

// Per limit. Above it the least recent callers are forgotten, so that changing the address without end fills no memory.
const maxCallers = 50_000

/** Counters for every limit of the table and of the contract, each multiplied by `scale`; shared by all gateways with one Redis. */
export function createLimits(
  scale: number,
  own: ReadonlyMap<OwnLimit, RateLimit>,
  redis?: Pick<Redis, 'ask'>,
): Limits {
  const all = [...Object.entries<RateLimit>({ ...generalLimits, ...rateClasses }), ...own]
  const counters = new Map<string, Counter>(
    all.map(([name, limit]) => [name, createCounter(name as LimitName, scaled(limit, scale), redis)]),
  )
  const limits: Limits = {
    take: (name, caller) => counters.get(name)!.take(caller),
    look: (name, caller) => counters.get(name)!.look(caller),
    async hold(name, caller) {
      const count = await limits.take(name, caller)
      if (count.isExceeded) throw rateLimited(count)
    },
  }
  return limits
}

interface Counter {
  take(caller: string): Counted
  look(caller: string): Counted
}

/** What a caller has done, and how long that counts. */
interface State {
  readonly used: number
  readonly leftMs: number
}

const scaled = (limit: RateLimit, scale: number): RateLimit => ({
  ...limit,
  max: atLeastOne(limit.max * scale),
})

const atLeastOne = (number: number): number => Math.max(1, Math.round(number))

function createCounter(name: LimitName, limit: RateLimit, redis?: Pick<Redis, 'ask'>): Counter {
  const { windowSeconds } = limit
  const own = createOwnCounter(windowSeconds * 1_000)

  function count(max: number, { used, leftMs }: State, more = 0): Count {
    const remaining = Math.max(0, max - used)
    const resetSeconds = Math.max(1, Math.ceil(leftMs / 1_000))
    return { name, max, windowSeconds, remaining, resetSeconds, isExceeded: used + more > max }
  }

  if (redis === undefined)
    return {
      take: (caller) => count(limit.max, own.take(caller)),
      look: (caller) => count(limit.max, own.look(caller), 1),
    }
  const shared = createSharedCounter(name, limit, redis)
  const maxAlone = atLeastOne(limit.max * (limit.shareAlone ?? 1))
  return {
    async take(caller) {
      // Counted here as well, so that nobody starts anew when Redis goes away.
      const alone = own.take(caller)
      const all = await shared.take(caller)
      return all === undefined ? count(maxAlone, alone) : count(limit.max, stateOf(all))
    },
    async look(caller) {
      const all = await shared.look(caller)
      return all === undefined
        ? count(maxAlone, own.look(caller), 1)
        : count(limit.max, stateOf(all.found), 1)
    },
  }
}

const stateOf = (found: RateLimiterRes | null): State => ({
  used: found?.consumedPoints ?? 0,
  leftMs: found?.msBeforeNext ?? 0,
})

/** Counts in this process; a caller's window begins with the first act that no window has. */
function createOwnCounter(windowMs: number) {
  // By size and not by `max`, which would reserve the memory of 50,000 callers for every limit.
  const windows = new LRUCache<string, { used: number; endsAt: number }>({
    maxSize: maxCallers,
    sizeCalculation: () => 1,
  })
  const act = (caller: string, more: 0 | 1): State => {
    const now = performance.now()
    const window = windows.get(caller)
    if (window !== undefined && window.endsAt > now) {
      window.used += more
      return { used: window.used, leftMs: window.endsAt - now }
    }
    if (more === 0) return { used: 0, leftMs: 0 }
    windows.set(caller, { used: more, endsAt: now + windowMs })
    return { used: more, leftMs: windowMs }
  }
  return { take: (caller: string) => act(caller, 1), look: (caller: string) => act(caller, 0) }
}

/** The same counter for all gateways; undefined for an answer while Redis is away. */
function createSharedCounter(name: LimitName, { max, windowSeconds }: RateLimit, redis: Pick<Redis, 'ask'>) {
  const counters = new WeakMap<object, RateLimiterRedis>()
  const counterOf = (client: object): RateLimiterRedis => {
    const keyPrefix = `kindred:rate:${name}`
    const made =
      counters.get(client) ??
      new RateLimiterRedis({ storeClient: client, points: max, duration: windowSeconds, keyPrefix })
    counters.set(client, made)
    return made
  }
  return {
    take: (caller: string) => redis.ask((client) => counterOf(client).penalty(caller)),
    look: (caller: string) => redis.ask(async (client) => ({ found: await counterOf(client).get(caller) })),
  }
}

export const rateLimited = ({ name, max, windowSeconds, resetSeconds }: Count): AppError =>
  new AppError({
    kind: 'rateLimited',
    code: 'RATE_LIMITED',
    detail: `The limit "${name}" allows ${max} requests in ${windowSeconds} s.`,
    retryAfter: resetSeconds,
  })
