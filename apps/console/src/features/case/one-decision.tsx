import type { CaseDecision } from '@kindred/client'

import { useTexts } from '../../ground/texts.js'
import { slug, stated } from '../../ground/words.js'
import { Words } from '../../kit/people-words.js'
import { Ago, Moment } from '../../kit/times.js'

/** A decision with its rule, note and end. */
export function OneDecision({ decision }: { decision: CaseDecision }) {
  const { t } = useTexts()
  const rule = stated(decision.rule)
  const { measure, note, decided_at: decidedAt, ends_at: endsAt, ended_at: endedAt } = decision
  return (
    <div className="one-decision">
      <div className="row">
        <b>{t(`console-measure-${slug(measure)}`)}</b>
        {rule !== undefined && <span>{t(`console-rule-${slug(rule)}`)}</span>}
        <span className="muted">
          <Ago at={decidedAt} />
        </span>
        {decision.moderator_id === undefined && <span className="badge">{t('console-by-system')}</span>}
        {endedAt !== undefined && <span className="badge badge-good">{t('console-ended')}</span>}
      </div>
      {endsAt !== undefined && endedAt === undefined && (
        <p className="muted">
          {t('console-until')} <Moment at={endsAt} />
        </p>
      )}
      {note !== '' && <Words>{note}</Words>}
    </div>
  )
}
