import { type Clock } from '@kindred/kernel'

import { generalLimits, rateClasses } from '../edge/rate-classes.js'
import { tooManyFrames } from './errors.js'

const limits = { frame: generalLimits.user, message: rateClasses.message, typing: rateClasses.typing }

/** A limit that frames count against. */
export type FrameLimit = keyof typeof limits

/** The frames of people in this process, against the limits that hold for requests too. */
export interface RateGate {
  /** Counts a frame; throws RATE_LIMITED. */
  take(userId: string, limit: FrameLimit): void
  /** Forgets who has been quiet long enough. */
  sweep(): void
}

interface Bucket {
  left: number
  at: number
}

/** Token buckets: a limit's worth at once, refilled evenly over its window. */
export function createRateGate(scale: number, clock: Clock): RateGate {
  const buckets = new Map<string, Bucket>()

  function refill(bucket: Bucket, limit: FrameLimit, now: number): { max: number; perMs: number } {
    const max = Math.max(1, Math.round(limits[limit].max * scale))
    const perMs = max / (limits[limit].windowSeconds * 1000)
    bucket.left = Math.min(max, bucket.left + Math.max(0, now - bucket.at) * perMs)
    bucket.at = now
    return { max, perMs }
  }

  return {
    take(userId, limit) {
      const now = clock.now().getTime()
      const key = `${limit} ${userId}`
      const bucket = buckets.get(key) ?? { left: Infinity, at: now }
      buckets.set(key, bucket)
      const { perMs } = refill(bucket, limit, now)
      if (bucket.left < 1) throw tooManyFrames(limit, Math.max(1, Math.ceil((1 - bucket.left) / perMs / 1000)))
      bucket.left -= 1
    },
    sweep() {
      const now = clock.now().getTime()
      for (const [key, bucket] of buckets) {
        const { max } = refill(bucket, key.split(' ')[0] as FrameLimit, now)
        if (bucket.left >= max) buckets.delete(key)
      }
    },
  }
}
