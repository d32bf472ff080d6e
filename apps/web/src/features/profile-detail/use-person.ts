import { useQuery } from '@tanstack/react-query'

import { KindredError } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'

/** Somebody's public profile. */
export function usePerson(userId: string) {
  const client = useClient()
  return useQuery({
    queryKey: keys.person(userId),
    queryFn: ({ signal }) => client.profile.getProfile({ user_id: userId }, { signal }),
    retry: (count, error) => count < 2 && !(error instanceof KindredError && error.status === 404),
  })
}
