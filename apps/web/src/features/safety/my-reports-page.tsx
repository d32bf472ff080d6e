import { useInfiniteQuery } from '@tanstack/react-query'

import type { MyReport } from '@kindred/client'

import { useBack } from '../../ground/browser/navigation.js'
import { useClient } from '../../ground/session/session.js'
import { keys } from '../../ground/state/keys.js'
import { useI18n } from '../../ground/texts/i18n.js'
import { LoadingRows } from '../../kit/bones.js'
import { Button } from '../../kit/button.js'
import { List, Row } from '../../kit/card.js'
import { dayAndTime } from '../../kit/clock-time.js'
import { Screen } from '../../kit/screen.js'
import { EmptyState, ErrorState } from '../../kit/states.js'
import { reasonKey } from './reasons.js'

/** The person's reports of the last year, and what came of each. */
export function MyReportsPage() {
  const { t } = useI18n()
  const pages = useMyReports()
  const reports = pages.data?.pages.flatMap((page) => page.reports)
  return (
    <Screen title={t('reports-title')} onBack={useBack('/settings')}>
      {reports === undefined ? (
        pages.isError ? (
          <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
        ) : (
          <LoadingRows count={2} />
        )
      ) : reports.length === 0 ? (
        <EmptyState icon="flag" title={t('reports-empty-title')} text={t('reports-empty-text')} />
      ) : (
        <>
          <p className="muted">{t('reports-text')}</p>
          <List label={t('reports-title')}>
            {reports.map((report) => (
              <Reported key={report.report_id} report={report} />
            ))}
          </List>
        </>
      )}
      {pages.hasNextPage && (
        <Button kind="soft" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('reports-more')}
        </Button>
      )}
    </Screen>
  )
}

function useMyReports() {
  const client = useClient()
  return useInfiniteQuery({
    queryKey: keys.reports,
    queryFn: ({ pageParam, signal }) =>
      client.safety.listMyReports(
        { page_size: 50, ...(pageParam === '' ? {} : { page_token: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_page_token || undefined,
    staleTime: 0,
  })
}

const outcomes = { ACTION_TAKEN: 'reports-action', NO_VIOLATION: 'reports-no-violation' } as const

function Reported({ report }: { report: MyReport }) {
  const { t, locale } = useI18n()
  const { reason, outcome, created_at: sentAt, answered_at: answeredAt } = report
  const at = (moment: string): { date: string } => ({ date: dayAndTime(new Date(moment), locale) })
  return (
    <Row
      icon={outcome === undefined ? 'flag' : 'check'}
      title={t(reasonKey(reason))}
      note={
        <>
          {t(outcome === undefined ? 'reports-received' : outcomes[outcome])}
          <br />
          {outcome === undefined ? t('reports-sent', at(sentAt)) : t('reports-answered', at(answeredAt))}
        </>
      }
    />
  )
}
