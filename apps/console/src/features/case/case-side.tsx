import { Link } from 'wouter'

import type { CaseMark, ModerationCase } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'
import { Ago } from '../../kit/times.js'
import { OneDecision } from './one-decision.js'

/** What is known beside the evidence: how the case ended, what was decided before, what the system noticed. */
export function CaseSide({ file: { summary, history, marks } }: { file: ModerationCase }) {
  const { t } = useTexts()
  return (
    <>
      {summary?.state === 'CLOSED' && (
        <section className="panel">
          <h2>{t('console-closed')}</h2>
          <p>
            {summary.measure === undefined
              ? t('console-closed-gone')
              : t(`console-measure-${slug(summary.measure)}`)}
          </p>
        </section>
      )}
      <section className="panel" aria-labelledby="history">
        <h2 id="history">{t('console-history')}</h2>
        {history.length === 0 && <p className="muted">{t('console-history-none')}</p>}
        {history.map((decision) => (
          <OneDecision key={decision.decision_id} decision={decision} />
        ))}
        {summary && (
          <p>
            <Link href={`/people/${summary.subject_id}`}>{t('console-open-card')}</Link>
          </p>
        )}
      </section>
      {marks.length > 0 && <Marks marks={marks} />}
    </>
  )
}

export function Marks({ marks }: { marks: readonly CaseMark[] }) {
  const { t } = useTexts()
  return (
    <section className="panel" aria-labelledby="marks">
      <h2 id="marks">{t('console-marks')}</h2>
      <ul>
        {marks.map(({ kind, count, last_at: lastAt }) => (
          <li key={kind} className="row">
            <span>{t(`console-mark-${slug(kind)}`)}</span>
            <span>×{count}</span>
            <span className="muted">
              <Ago at={lastAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
