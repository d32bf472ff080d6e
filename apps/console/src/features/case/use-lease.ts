import { useEffect, useEffectEvent, useState } from 'react'

import { useClient } from '../../ground/session.js'
import { codeOf } from '../../ground/words.js'
import { useIdle } from '../../kit/use-idle.js'

const renewMs = 120_000

interface Lease {
  readonly endsAt: string
  readonly isLost: boolean
  /** An answer said so. */
  lose(): void
}

/** Keeps a claim while somebody works on the page. */
export function useLease(caseId: string, leaseId: string, firstEnd: string): Lease {
  const client = useClient()
  const [endsAt, setEndsAt] = useState(firstEnd)
  const [isLost, setLost] = useState(false)
  const isIdle = useIdle()
  const renew = useEffectEvent(async () => {
    if (isLost || isIdle()) return
    try {
      const answer = await client.safety.renewClaim({ case_id: caseId, lease_id: leaseId })
      setEndsAt(answer.lease_ends_at)
    } catch (error) {
      if (codeOf(error) === 'CLAIM_LOST') setLost(true)
    }
  })
  useEffect(() => {
    const timer = setInterval(() => void renew(), renewMs)
    return () => clearInterval(timer)
  }, [])
  return { endsAt, isLost, lose: () => setLost(true) }
}
