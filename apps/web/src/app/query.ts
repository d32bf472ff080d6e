import { QueryClient } from '@tanstack/react-query'

import { KindredError } from '@kindred/client'

/** Failures that may pass by themselves. */
const passing = new Set([0, 408, 429, 502, 503, 504])

/** Whether asking again makes sense. */
export const isPassing = (error: unknown): boolean => error instanceof KindredError && passing.has(error.status)

/** Creates the cache of what the gateway answered. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (count, error) => count < 2 && isPassing(error),
        retryDelay: (count, error) =>
          error instanceof KindredError && error.retryAfter !== undefined
            ? Math.min(error.retryAfter, 5) * 1000
            : 400 * 2 ** count,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
