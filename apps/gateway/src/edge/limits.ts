import { LRUCache } from 'lru-cache'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

import { AppError } from '@kindred/kernel'

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

/** The counters of this process, behind HTTP and WebSocket alike. */
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

/** Counters for every limit of the table and of the contract, each multiplied by `scale`. */
export function createLimits(scale: number, own: ReadonlyMap<OwnLimit, RateLimit>): Limits {
  const all = [...Object.entries<RateLimit>({ ...generalLimits, ...rateClasses }), ...own]
  const counters = new Map<string, Counter>(
    all.map(([name, limit]) => [name, createCounter(name as LimitName, limit, scale)]),
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

function createCounter(name: LimitName, { max, windowSeconds }: RateLimit, scale: number): Counter {
  const points = Math.max(1, Math.round(max * scale))
  const counter = new RateLimiterMemory({ points, duration: windowSeconds, keyPrefix: name })
  // By size and not by `max`, which would reserve the memory of 50,000 callers for every limit.
  const callers = new LRUCache<string, true>({
    maxSize: maxCallers,
    sizeCalculation: () => 1,
    dispose: (_, caller, reason) => void (reason === 'evict' && counter.delete(caller)),
  })

  function count(state: RateLimiterRes | null, used: number): Count {
    const { consumedPoints = 0, msBeforeNext = 0 } = state ?? {}
    const remaining = Math.max(0, points - consumedPoints)
    const resetSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000))
    return {
      name,
      max: points,
      windowSeconds,
      remaining,
      resetSeconds,
      isExceeded: consumedPoints + used > points,
    }
  }

  return {
    async take(caller) {
      callers.set(caller, true)
      return count(await counter.penalty(caller), 0)
    },
    look: async (caller) => count(await counter.get(caller), 1),
  }
}

export const rateLimited = ({ name, max, windowSeconds, resetSeconds }: Count): AppError =>
  new AppError({
    kind: 'rateLimited',
    code: 'RATE_LIMITED',
    detail: `The limit "${name}" allows ${max} requests in ${windowSeconds} s.`,
    retryAfter: resetSeconds,
  })
