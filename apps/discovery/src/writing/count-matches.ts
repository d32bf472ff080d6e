import type { Metrics } from '@kindred/runtime'

/** Called with 0 at the start, so that the counter is there before the first match. */
export const countMatches = (metrics: Metrics, made: number): void =>
  metrics.counter('matches_total', 'Matches made').inc(made)
