import { QueryClient } from '@tanstack/react-query'

import { KindredError } from '@kindred/client'
import { backoff, pause } from '@kindred/kernel'

/** Failures that may pass by themselves. */
const passing = new Set([0, 408, 429, 502, 503, 504])

export const isPassing = (error: unknown): boolean =>
  error instanceof KindredError && passing.has(error.status)

const maxRetries = 2
const pauses = { firstMs: 400, maxMs: 1_000 }

const retryDelay = (count: number, error: unknown): number =>
  error instanceof KindredError && error.retryAfter !== undefined
    ? Math.min(error.retryAfter, 5) * 1000
    : backoff(count + 1, pauses)

/** Retries after a failure that may pass, as often as a query does. */
export async function insist<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let count = 0; ; count++) {
    try {
      return await ask()
    } catch (error) {
      if (count >= maxRetries || !isPassing(error)) throw error
      await pause(retryDelay(count, error))
    }
  }
}

/** Creates the cache of the gateway's answers. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        refetchOnReconnect: true,
        retry: (count, error) => count < maxRetries && isPassing(error),
        retryDelay,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
