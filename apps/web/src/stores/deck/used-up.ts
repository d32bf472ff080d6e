import { KindredError } from '@kindred/client'

/** When the day's swipes come back; `at` is not known when the server did not say. */
export interface UsedUp {
  readonly at: Date | undefined
}

/** Reads the day's limit out of a refusal; undefined when it was refused for another reason. */
export function usedUpOf(error: unknown, now = Date.now()): UsedUp | undefined {
  if (!(error instanceof KindredError) || error.code !== 'SWIPES_USED_UP') return undefined
  const { retryAfter } = error
  return { at: retryAfter === undefined ? undefined : new Date(now + retryAfter * 1_000) }
}
