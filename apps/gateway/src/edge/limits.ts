import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible'

import { AppError } from '@kindred/kernel'

import type { Redis } from '../redis/redis.js'
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

/** The counters of all gateways, or of this one where there is no Redis, behind HTTP and WebSocket alike. */
export interface Limits {
  /** Counts one act of a caller. */
  take(name: LimitName, caller: string): Promise<Count>
  /** Looks without counting; exceeded when one more act would be. */
  look(name: LimitName, caller: string): Promise<Count>
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
  take(caller: string): Promise<Count>
  look(caller: string): Promise<Count>
}

const scaled = (limit: RateLimit, scale: number): RateLimit => ({
  ...limit,
  max: atLeastOne(limit.max * scale),
})

const atLeastOne = (number: number): number => Math.max(1, Math.round(number))

function createCounter(name: LimitName, limit: RateLimit, redis?: Pick<Redis, 'ask'>): Counter {
  const { windowSeconds } = limit
  const counter = new RateLimiterMemory({ points: limit.max, duration: windowSeconds, keyPrefix: name })
  const shared = redis && createSharedCounter(name, limit, redis)
  const maxAlone = redis === undefined ? limit.max : atLeastOne(limit.max * (limit.shareAlone ?? 1))
  // By size and not by `max`, which would reserve the memory of 50,000 callers for every limit.
  const callers = new LRUCache<string, true>({
    maxSize: maxCallers,
    sizeCalculation: () => 1,
    dispose: (_, caller, reason) => void (reason === 'evict' && counter.delete(caller)),
  })

  function count(state: RateLimiterRes | null, used: number, max: number): Count {
    const { consumedPoints = 0, msBeforeNext = 0 } = state ?? {}
    const remaining = Math.max(0, max - consumedPoints)
    const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
    return { name, max, windowSeconds, remaining, resetSeconds, isExceeded: consumedPoints + used > max }
  }

  return {
    async take(caller) {
      callers.set(caller, true)
      // Counted here as well, so that nobody starts anew when Redis goes away.
      const [own, all] = await Promise.all([counter.penalty(caller), shared?.take(caller)])
      return all === undefined ? count(own, 0, maxAlone) : count(all, 0, limit.max)
    },
    async look(caller) {
      const all = await shared?.look(caller)
      return all === undefined
        ? count(await counter.get(caller), 1, maxAlone)
        : count(all.found, 1, limit.max)
    },
  }
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
