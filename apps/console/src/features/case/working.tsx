import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'

import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { problemText } from '../../ground/words.js'
import { Button } from '../../kit/button.js'
import { clockWords, useNow } from '../../kit/times.js'
import { useKeys } from '../../kit/use-keys.js'
import { useClaim } from './use-claim.js'
import { useLease } from './use-lease.js'

interface WorkingProps {
  readonly caseId: string
  readonly leaseId: string
  readonly endsAt: string
  /** The case was claimed again. */
  onAgain(): void
  readonly children: (lease: { isLost: boolean; lose: () => void }) => ReactNode
}

/** The claim: how long it lasts, how to give it back, and what to do when it is lost. */
export function Working({ caseId, leaseId, endsAt, onAgain, children }: WorkingProps) {
  const { t } = useTexts()
  const client = useClient()
  const [, navigate] = useLocation()
  const lease = useLease(caseId, leaseId, endsAt)
  const now = useNow()
  const isLost = lease.isLost || Date.parse(lease.endsAt) <= now
  const again = useClaim(caseId, onAgain)
  const release = useMutation({
    mutationFn: () => client.safety.releaseClaim({ case_id: caseId, lease_id: leaseId }),
    onSettled: () => navigate('/queue'),
  })
  useKeys(isLost ? { c: () => again.claim() } : { x: () => release.mutate() })
  return (
    <section className="panel" aria-label={t('console-claim-panel')}>
      {isLost ? (
        <div role="alert" className="lost">
          <p>{again.error ? problemText(t, again.error) : t('console-claim-lost')}</p>
          <Button kind="main" hotkey="c" busy={again.isPending} onClick={() => again.claim()}>
            {t('console-claim-again')}
          </Button>
        </div>
      ) : (
        <div className="page-head">
          <span className="muted">{t('console-claim-left', { time: clockWords(lease.endsAt, now) })}</span>
          <Button hotkey="x" busy={release.isPending} onClick={() => release.mutate()}>
            {t('console-release')}
          </Button>
        </div>
      )}
      {children({ isLost, lose: lease.lose })}
    </section>
  )
}
