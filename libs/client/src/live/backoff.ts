import { backoff } from '@kindred/kernel'

/** A gateway that restarts is back within this many attempts. */
const patientAttempts = 10

/**
 * Milliseconds before the next attempt: doubling from 250 to 2,000, for a gateway that restarts, and to 8,000 for one that stays away.
 */
export const reconnectDelay = (attempt: number): number =>
  backoff(attempt + 1, { firstMs: 250, maxMs: attempt < patientAttempts ? 2_000 : 8_000 })

/** The hint of a 1012 close, `{"reconnect_after_ms": n}`, or undefined. */
export function reconnectHint(reason: string): number | undefined {
  try {
    const hint: unknown = (JSON.parse(reason) as { reconnect_after_ms?: unknown }).reconnect_after_ms
    return typeof hint === 'number' && hint >= 0 && hint <= 60_000 ? hint : undefined
  } catch {
    return undefined
  }
}
