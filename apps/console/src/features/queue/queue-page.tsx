import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'

import type { CaseKind } from '@kindred/client'

import { useClient } from '../../ground/session.js'
import { useTexts } from '../../ground/texts.js'
import { problemText } from '../../ground/words.js'
import { Button } from '../../kit/button.js'
import { Failure, Loading, Notice } from '../../kit/states.js'
import { useToast } from '../../kit/toast.js'
import { useKeys } from '../../kit/use-keys.js'
import { CaseList } from './case-list.js'
import { type Shelf, useCases } from './use-cases.js'

import './queue.css'

export const QueuePage = () => <Queue kind={undefined} title="console-nav-queue" />
export const AppealsPage = () => <Queue kind="APPEAL" title="console-nav-appeals" />

const shelves = ['waiting', 'mine', 'closed'] as const

function Queue({
  kind,
  title,
}: {
  kind: CaseKind | undefined
  title: 'console-nav-queue' | 'console-nav-appeals'
}) {
  const { t } = useTexts()
  const [shelf, setShelf] = useState<Shelf>('waiting')
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useCases(kind, shelf)
  const list = useRef<HTMLUListElement>(null)
  const work = useClaiming(kind)
  const move = (step: number): void => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[at === -1 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))]?.focus()
  }
  const claim = (): void => {
    const focused = document.activeElement
    work.claim(
      focused instanceof HTMLElement && list.current?.contains(focused)
        ? focused.dataset['caseId']
        : undefined,
    )
  }
  useKeys({ j: () => move(1), k: () => move(-1), c: claim })
  const cases = data?.pages.flatMap((page) => page.cases) ?? []
  return (
    <>
      <div className="page-head">
        <h1>{t(title)}</h1>
        <Button kind="main" hotkey="c" busy={work.isPending} onClick={() => work.claim(undefined)}>
          {t('console-claim-next')}
        </Button>
      </div>
      <Shelves shelf={shelf} onChoose={setShelf} />
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && cases.length === 0 && (
        <Notice title={t(`console-empty-${shelf}`)} text={t(`console-empty-${shelf}-text`)} />
      )}
      {cases.length > 0 && <CaseList ref={list} cases={cases} />}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('console-more')}
        </Button>
      )}
    </>
  )
}

function Shelves({ shelf, onChoose }: { shelf: Shelf; onChoose: (shelf: Shelf) => void }) {
  const { t } = useTexts()
  return (
    <div className="row" role="group" aria-label={t('console-shelves')}>
      {shelves.map((each) => (
        <button
          key={each}
          type="button"
          className="shelf"
          aria-pressed={shelf === each}
          onClick={() => onChoose(each)}
        >
          {t(`console-shelf-${each}`)}
        </button>
      ))}
      <span className="muted keys-only">{t('console-queue-keys')}</span>
    </div>
  )
}

/** Claims a case, or the worst and oldest that is free, and opens it. */
function useClaiming(kind: CaseKind | undefined) {
  const { t } = useTexts()
  const client = useClient()
  const toast = useToast()
  const [, navigate] = useLocation()
  const { mutate, isPending } = useMutation({
    mutationFn: (caseId: string | undefined) =>
      caseId === undefined
        ? client.safety.claimNextCase(kind === undefined ? {} : { kind })
        : client.safety.claimCase({ case_id: caseId }),
    onSuccess: ({ case: claimed }) => claimed && navigate(`/cases/${claimed.case_id}`),
    onError: (error) => toast(problemText(t, error)),
  })
  return { isPending, claim: (caseId: string | undefined) => void (isPending || mutate(caseId)) }
}
