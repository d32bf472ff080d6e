import { useMutation, useQueryClient } from '@tanstack/react-query'

import { keys } from '../../app/keys.js'
import { useClient } from '../../app/session.js'
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
