import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'

import type { ModerationCase } from '@kindred/client'

import { keys } from '../../ground/keys.js'
import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { codeOf, slug } from '../../ground/words.js'
import { Failure, Loading } from '../../kit/states.js'
import { useUndoOffer } from '../../stores/undo.js'
import { CaseHead } from './case-head.js'
import { CaseSide } from './case-side.js'
import { ClaimOffer, ClaimPanel } from './claim-offer.js'
import { DecisionForm } from './decision-form.js'
import { type Draft, emptyDraft, requestOf } from './draft.js'
import { Evidence } from './evidence.js'
import { useCase } from './use-case.js'
import { Working } from './working.js'

import './case.css'

export function CasePage() {
  const { caseId = '' } = useParams()
  return <OneCase key={caseId} caseId={caseId} />
}

function OneCase({ caseId }: { caseId: string }) {
  const { data, error, refetch } = useCase(caseId)
  if (data !== undefined) return <Open caseId={caseId} file={data} onAgain={() => void refetch()} />
  if (codeOf(error) === 'CASE_NOT_CLAIMED')
    return (
      <>
        <BackToQueue />
        <ClaimOffer caseId={caseId} onClaimed={() => void refetch()} />
      </>
    )
  if (error !== null)
    return (
      <>
        <BackToQueue />
        <Failure error={error} onRetry={() => void refetch()} />
      </>
    )
  return <Loading />
}

const BackToQueue = () => {
  const { t } = useTexts()
  return (
    <p>
      <Link href="/queue">{t('console-back-to-queue')}</Link>
    </p>
  )
}

function Open({ caseId, file, onAgain }: { caseId: string; file: ModerationCase; onAgain: () => void }) {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(file))
  const decide = useDecide(caseId)
  const again = (): void => {
    decide.reset()
    onAgain()
  }
  const { lease_id: leaseId, summary } = file
  return (
    <>
      <BackToQueue />
      <CaseHead file={file} />
      <div className="case">
        <Evidence file={file} />
        <div className="case-side">
          {summary?.state === 'OPEN' && <ClaimPanel caseId={caseId} onClaimed={again} />}
          {summary?.state === 'CLAIMED' && leaseId !== undefined && summary.lease_ends_at !== undefined && (
            <Working
              key={leaseId}
              caseId={caseId}
              leaseId={leaseId}
              endsAt={summary.lease_ends_at}
              onAgain={again}
            >
              {(lease) => (
                <DecisionForm
                  file={file}
                  draft={draft}
                  onChange={setDraft}
                  busy={decide.isPending}
                  disabled={lease.isLost}
                  error={decide.error}
                  onDecide={(measure) =>
                    decide.mutate({
                      leaseId,
                      seenVersion: file.version,
                      draft: { ...draft, measure },
                      onLost: lease.lose,
                    })
                  }
                />
              )}
            </Working>
          )}
          <CaseSide file={file} />
        </div>
      </div>
    </>
  )
}

interface Decision {
  readonly leaseId: string
  readonly seenVersion: number
  readonly draft: Parameters<typeof requestOf>[0]
  onLost(): void
}

function useDecide(caseId: string) {
  const { t } = useTexts()
  const client = useClient()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const offerUndo = useUndoOffer()
  return useMutation({
    mutationFn: ({ leaseId, seenVersion, draft }: Decision) =>
      client.safety.decideCase({
        case_id: caseId,
        lease_id: leaseId,
        seen_version: seenVersion,
        ...requestOf(draft),
      }),
    onSuccess({ case: closed }, { draft }) {
      const measure = t(`console-measure-${slug(draft.measure)}`)
      void queries.invalidateQueries({ queryKey: keys.cases })
      offerUndo({
        caseId,
        text: t('console-decided', { measure }),
        onUndone() {
          navigate(`/cases/${caseId}`)
          void queries.invalidateQueries({ queryKey: keys.case(caseId) })
        },
      })
      navigate(closed?.kind === 'APPEAL' ? '/appeals' : '/queue')
    },
    onError(error, { onLost }) {
      if (codeOf(error) === 'CLAIM_LOST') onLost()
      if (codeOf(error) === 'CASE_CHANGED') void queries.invalidateQueries({ queryKey: keys.case(caseId) })
    },
  })
}
