/** How pauses grow. */
export interface Pauses {
  readonly firstMs: number
  readonly maxMs: number
}

/**
 * Milliseconds to wait after so many failures in a row (1 is the first): doubling from `firstMs` up to `maxMs`, less up to half at
 * random, so that those who failed together do not come back together.
 */
export const backoff = (failures: number, { firstMs, maxMs }: Pauses): number =>
  Math.min(firstMs * 2 ** Math.min(failures - 1, 30), maxMs) * (1 - Math.random() / 2)
