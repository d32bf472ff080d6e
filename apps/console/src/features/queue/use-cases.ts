import { useInfiniteQuery } from '@tanstack/react-query'

import type { CaseKind, ListCasesRequest } from '@kindred/client'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'

/** Cases that wait or are worked on, the reader's own among them, and those that are closed. */
export type Shelf = 'waiting' | 'mine' | 'closed'

const wishes: Readonly<Record<Shelf, ListCasesRequest>> = {
  waiting: {},
  mine: { mine: true },
  closed: { state: 'CLOSED' },
}

/** Others work on the same queue. */
const refreshMs = 10_000

/** A shelf of the queue, page by page. */
export function useCases(kind: CaseKind | undefined, shelf: Shelf) {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: [...keys.cases, kind ?? 'all', shelf],
    queryFn: ({ pageParam, signal }) =>
      client.safety.listCases(
        { ...wishes[shelf], ...(kind && { kind }), page_size: 50, page_token: pageParam },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_page_token: token }) => (token === '' ? undefined : token),
    refetchInterval: refreshMs,
    staleTime: 0,
  })
}
