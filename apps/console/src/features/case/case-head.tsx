import type { ModerationCase } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { slug } from '../../ground/words.js'
import { Severity } from '../../kit/severity.js'
import { Ago } from '../../kit/times.js'

/** What the case is about, in one line. */
export function CaseHead({ file: { summary, evidence } }: { file: ModerationCase }) {
  const { t } = useTexts()
  if (summary === undefined) return null
  const name = evidence.findLast(({ profile }) => profile !== undefined)?.profile?.name
  return (
    <div>
      <h1>
        {t(`console-kind-${slug(summary.kind)}`)}
        {name !== undefined && (
          <>
            {': '}
            <bdi>{name}</bdi>
          </>
        )}
      </h1>
      <div className="row">
        <Severity value={summary.severity} />
        {summary.reasons.map((reason) => (
          <span key={reason} className="badge">
            {t(`console-rule-${slug(reason)}`)}
          </span>
        ))}
        <span className="muted">
          {t('console-opened')} <Ago at={summary.opened_at} />
        </span>
      </div>
    </div>
  )
}
