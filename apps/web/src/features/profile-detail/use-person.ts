import { useQuery } from '@tanstack/react-query'

import { KindredError } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { liveKeys } from '../../stores/lists/follow-lists.js'

/** Somebody's public profile. */
export function usePerson(userId: string) {
  const client = useClient()
  return useQuery({
    queryKey: liveKeys.person(userId),
    queryFn: ({ signal }) => client.profile.getProfile({ user_id: userId }, { signal }),
    retry: (count, error) => count < 2 && !(error instanceof KindredError && error.status === 404),
  })
}
