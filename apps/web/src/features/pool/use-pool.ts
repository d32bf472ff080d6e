import { keepPreviousData, useQuery } from '@tanstack/react-query'

import type { GetPoolRequest } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'

/** About how many people there are for these wishes, and what hides the others; a question that nobody waits for any more is taken back. */
export function usePool(wishes: GetPoolRequest | undefined) {
  const client = useClient()
  return useQuery({
    queryKey: [...keys.pool, wishes],
    queryFn: ({ signal }) => client.discovery.getPool(wishes, { signal }),
    enabled: wishes !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })
}
