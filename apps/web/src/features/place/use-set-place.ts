import { useMutation, useQueryClient } from '@tanstack/react-query'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import type { Position } from './towns.js'

/** A position for the distance, and the name of its town to show. */
export interface Place {
  readonly position: Position
  readonly city: string | undefined
}

/** Stores the place; the town's name goes with it when there is one. */
export function useSetPlace() {
  const client = useClient()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ position, city }: Place) => {
      const { effective_at: effectiveAt } = await client.profile.setMyLocation({ ...position })
      if (city !== undefined) await client.profile.updateMyProfile({ city })
      return effectiveAt
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.profile }),
  })
}
