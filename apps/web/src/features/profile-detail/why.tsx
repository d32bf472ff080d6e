import type { Candidate } from '@kindred/client'
import type { Key } from '@kindred/locales'

import { useI18n } from '../../ground/texts/i18n.js'
import { Part } from './part.js'

const texts: Readonly<Record<string, Key>> = {
  recency: 'reason-recency',
  completeness: 'reason-completeness',
  like_rate: 'reason-like-rate',
  distance: 'reason-distance',
  interests: 'reason-interests',
  liked_you: 'reason-liked-you',
}
/** Less than this says nothing to a person. */
const leastShare = 0.08
const maxShown = 3

/** What most put the candidate here, largest reason first, as bars. */
export function Why({ candidate }: { candidate: Candidate }) {
  const { t } = useI18n()
  const reasons = candidate.reasons
    .filter(({ code, share }) => share >= leastShare && texts[code] !== undefined)
    .slice(0, maxShown)
  if (reasons.length === 0) return null
  const most = reasons[0]!.share
  return (
    <Part title={t('person-why')}>
      <p className="muted small">{t('reason-score', { score: candidate.compatibility_score })}</p>
      <ul className="reasons">
        {reasons.map(({ code, share }) => (
          <li key={code}>
            <span>{t(texts[code]!)}</span>
            <span className="reason-bar" aria-hidden="true" style={{ width: `${(100 * share) / most}%` }} />
          </li>
        ))}
      </ul>
    </Part>
  )
}
