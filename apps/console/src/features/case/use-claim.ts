import { useMutation } from '@tanstack/react-query'

import { useClient } from '../../ground/session.js'

/** Claims a case, or claims it again. */
export function useClaim(caseId: string, onClaimed: () => void) {
  const client = useClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.safety.claimCase({ case_id: caseId }),
    onSuccess: onClaimed,
  })
  return { claim: () => void (isPending || mutate()), isPending, error }
}
