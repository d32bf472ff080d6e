import { useQuery } from '@tanstack/react-query'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'

/** A case with its evidence. Each look is recorded: it is asked for once, and forgotten with the page. */
export function useCase(caseId: string) {
  const client = useClient()
  return useQuery({
    queryKey: keys.case(caseId),
    queryFn: ({ signal }) => client.safety.getCase({ case_id: caseId }, { signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  })
}
