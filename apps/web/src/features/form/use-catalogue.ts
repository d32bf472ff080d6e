import { useQuery } from '@tanstack/react-query'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'

/** The interests and languages that a profile may name. */
export function useCatalogue() {
  const client = useClient()
  return useQuery({
    queryKey: keys.catalogue,
    queryFn: ({ signal }) => client.profile.getCatalogue({}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
