/** The delay before the next attempt in milliseconds: doubling from 250 to 8,000 with full jitter, so that a restart does not bring everybody at once. */
export function backoffDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(8_000, 250 * 2 ** attempt)
  return Math.round(ceiling / 2 + (random() * ceiling) / 2)
}

/** The hint of a 1012 close, `{"reconnect_after_ms": n}`, or undefined. */
export function reconnectHint(reason: string): number | undefined {
  try {
    const hint: unknown = (JSON.parse(reason) as { reconnect_after_ms?: unknown }).reconnect_after_ms
    return typeof hint === 'number' && hint >= 0 && hint <= 60_000 ? hint : undefined
  } catch {
    return undefined
  }
}
