import { useEffect, useEffectEvent, useRef, useState } from 'react'

import { useClient } from '../../ground/session.js'
import { codeOf } from '../../ground/words.js'

const renewMs = 120_000
/** A case that nobody looks at any more goes back to the queue, though its tab is open. */
const idleMs = 600_000

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
  const activeAt = useRef(0)
  const renew = useEffectEvent(async () => {
    if (isLost || Date.now() - activeAt.current > idleMs) return
    try {
      const answer = await client.safety.renewClaim({ case_id: caseId, lease_id: leaseId })
      setEndsAt(answer.lease_ends_at)
    } catch (error) {
      if (codeOf(error) === 'CLAIM_LOST') setLost(true)
    }
  })
  useEffect(() => {
    activeAt.current = Date.now()
    const touch = (): void => void (activeAt.current = Date.now())
    const events = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const
    for (const event of events) document.addEventListener(event, touch, { passive: true })
    const timer = setInterval(() => void renew(), renewMs)
    return () => {
      clearInterval(timer)
      for (const event of events) document.removeEventListener(event, touch)
    }
  }, [])
  return { endsAt, isLost, lose: () => setLost(true) }
}
