import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { toRequest, type Wishes } from './wishes.js'

/** Stores the wishes; the deck follows them. */
export function useSaveWishes() {
  const client = useClient()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (wishes: Wishes) => client.profile.setMyPreferences(toRequest(wishes)),
    onSuccess: (preferences) => queries.setQueryData(keys.preferences, preferences),
  })
}
