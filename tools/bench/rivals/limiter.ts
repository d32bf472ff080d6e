import { RateLimiterMemory } from 'rate-limiter-flexible'

/** What an answer says of its limit. */
export type LimitHeaders = Readonly<Record<'ratelimit-policy' | 'ratelimit', string>>

/** High enough for a load test, as the product's own is there. */
const points = 1_000_000_000
const duration = 60

/** Counts requests of people; answers with the headers. */
export function createLimiter(): (userId: string) => Promise<LimitHeaders> {
  const limiter = new RateLimiterMemory({ points, duration })
  return async (userId) => {
    const { remainingPoints, msBeforeNext } = await limiter.consume(userId)
    return {
      'ratelimit-policy': `"user";q=${points};w=${duration}`,
      ratelimit: `"user";r=${remainingPoints};t=${Math.ceil(msBeforeNext / 1000)}`,
    }
  }
}
