import type { Ref } from 'react'
import { Link } from 'wouter'

import type { CaseSummary } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'
import { Severity } from '../../kit/severity.js'
import { Ago, clockWords, useNow } from '../../kit/times.js'

/** Lines of the queue, each leading to its case. */
export function CaseList({ ref, cases }: { ref: Ref<HTMLUListElement>; cases: readonly CaseSummary[] }) {
  return (
    <ul ref={ref} className="cases">
      {cases.map((each) => (
        <li key={each.case_id}>
          <Line file={each} />
        </li>
      ))}
    </ul>
  )
}

function Line({ file }: { file: CaseSummary }) {
  const { t } = useTexts()
  return (
    <Link href={`/cases/${file.case_id}`} className="line" data-case-id={file.case_id}>
      <Severity value={file.severity} />
      <span className="line-what">
        <b>{t(`console-kind-${slug(file.kind)}`)}</b>
        {file.reasons.map((reason) => (
          <span key={reason} className="badge">
            {t(`console-rule-${slug(reason)}`)}
          </span>
        ))}
        {file.reporters > 1 && (
          <span className="muted">{t('console-reporters', { count: file.reporters })}</span>
        )}
      </span>
      <span className="line-when muted">
        <Where file={file} />
        <Ago at={file.closed_at ?? file.opened_at} />
      </span>
    </Link>
  )
}

/** Who works on it, or how it ended. */
function Where({ file }: { file: CaseSummary }) {
  const { t } = useTexts()
  const now = useNow(5_000)
  if (file.state === 'CLOSED')
    return (
      <span className="badge">
        {file.measure === undefined ? t('console-closed-gone') : t(`console-measure-${slug(file.measure)}`)}
      </span>
    )
  if (file.state !== 'CLAIMED' || file.lease_ends_at === undefined) return null
  const time = clockWords(file.lease_ends_at, now)
  return file.mine ? (
    <span className="badge badge-good">{t('console-claimed-mine', { time })}</span>
  ) : (
    <span className="badge">{t('console-claimed-other', { time })}</span>
  )
}
