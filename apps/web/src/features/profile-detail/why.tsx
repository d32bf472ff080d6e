import type { Candidate } from '@kindred/client'
import { reasonsOf } from '@kindred/locales/people'

import { useI18n } from '../../ground/texts/i18n.js'
import { Part } from './part.js'

/** What most put the candidate here, largest reason first, as bars. */
export function Why({ candidate }: { candidate: Candidate }) {
  const { t } = useI18n()
  const reasons = reasonsOf(candidate.reasons, t)
  if (reasons.length === 0) return null
  const most = reasons[0]!.share
  return (
    <Part title={t('person-why')}>
      <p className="muted small">{t('reason-score', { score: candidate.compatibility_score })}</p>
      <ul className="reasons">
        {reasons.map(({ code, share, words }) => (
          <li key={code}>
            <span>{words}</span>
            <span className="reason-bar" aria-hidden="true" style={{ width: `${(100 * share) / most}%` }} />
          </li>
        ))}
      </ul>
    </Part>
  )
}
