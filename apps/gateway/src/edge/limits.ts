import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

import { AppError } from '@kindred/kernel'

import { generalLimits, type RateClass, rateClasses, type RateLimit } from './rate-classes.js'

/** The name of a limit, general or named. */
export type LimitName = keyof typeof generalLimits | RateClass

/** How one caller stands with one limit. */
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
  /** Counts something that a caller did. */
  take(name: LimitName, caller: string): Promise<Count>
  /** Tells how a caller stands, without counting; exceeded when one more would be too much. */
  look(name: LimitName, caller: string): Promise<Count>
  /** Counts, and throws RATE_LIMITED when it is too much. */
  hold(name: LimitName, caller: string): Promise<void>
}

/** What a person is counted as. */
export const personCaller = (userId: string): string => `user ${userId}`

// Beyond so many callers of one limit the oldest are forgotten: who changes the address without end fills no memory.
const maxCallers = 50_000

/** Counters for every limit, each multiplied by `scale`. */
export function createLimits(scale: number): Limits {
  const all = Object.entries<RateLimit>({ ...generalLimits, ...rateClasses })
  const counters = new Map(all.map(([name, limit]) => [name, createCounter(name as LimitName, limit, scale)]))
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
  const callers = new Set<string>()

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
      callers.delete(caller)
      callers.add(caller)
      if (callers.size > maxCallers) await forget(callers.values().next().value!)
      return count(await counter.penalty(caller), 0)
    },
    look: async (caller) => count(await counter.get(caller), 1),
  }

  async function forget(caller: string): Promise<void> {
    callers.delete(caller)
    await counter.delete(caller)
  }
}

/** The refusal of a limit that is used up. */
export const rateLimited = ({ name, max, windowSeconds, resetSeconds }: Count): AppError =>
  new AppError({
    kind: 'rateLimited',
    code: 'RATE_LIMITED',
    detail: `The limit "${name}" allows ${max} requests in ${windowSeconds} s.`,
    retryAfter: resetSeconds,
  })
