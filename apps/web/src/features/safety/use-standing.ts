import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import type { StandingDecision } from '@kindred/client'

import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'

const againMs = 5 * 60_000

/** What was decided about the person, the newest first. Nothing tells of a new one: it is asked for from time to time. */
export function useDecisions() {
  const client = useClient()
  return useQuery({
    queryKey: keys.standing,
    queryFn: ({ signal }) => client.safety.getMyStanding({}, { signal }),
    select: ({ decisions }) => decisions,
    refetchOnWindowFocus: true,
    refetchInterval: againMs,
  })
}

/** Says that a decision was read. One that could not be told is shown again next time. */
export function useAcknowledge() {
  const client = useClient()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ decision_id }: StandingDecision) => client.safety.acknowledgeDecision({ decision_id }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.standing }),
  })
}
