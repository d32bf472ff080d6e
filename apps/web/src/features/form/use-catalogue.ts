import { useQuery } from '@tanstack/react-query'

import { keys } from '../../app/keys.js'
import { useClient } from '../../app/session.js'

/** The interests and languages that a profile may name. */
export function useCatalogue() {
  const client = useClient()
  return useQuery({
    queryKey: keys.catalogue,
    queryFn: ({ signal }) => client.profile.getCatalogue({}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
