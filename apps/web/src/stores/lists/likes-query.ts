import type { KindredClient } from '@kindred/client'

import { keys } from '../../ground/state/keys.js'

/** The pages of likes received. */
export const likesQuery = (client: KindredClient) => ({
  queryKey: keys.likes,
  queryFn: ({ pageParam }: { pageParam: string }) =>
    client.discovery.listLikes({ page_size: 30, ...(pageParam === '' ? {} : { page_token: pageParam }) }),
  refetchInterval: 60_000,
  // No event tells of a like.
  refetchOnWindowFocus: 'always' as const,
  initialPageParam: '',
  getNextPageParam: (page: { next_page_token: string }) => page.next_page_token || undefined,
})
