import type { StandingDecision } from '@kindred/client'

import { useI18n } from '../../ground/texts/i18n.js'
import { dayAndTime } from '../../kit/clock-time.js'

const kinds = {
  WARN: 'warn',
  REMOVE_PHOTO: 'remove-photo',
  REJECT_PHOTO: 'reject-photo',
  SUSPEND: 'suspend',
  BAN: 'ban',
} as const

type Told = keyof typeof kinds

const toldOf = ({ measure }: StandingDecision): Told =>
  Object.hasOwn(kinds, measure) ? (measure as Told) : 'WARN'

/** What was decided, in one line. */
export function useDecisionTitle(decision: StandingDecision): string {
  const { t } = useI18n()
  return t(`decision-${kinds[toldOf(decision)]}`, { count: decision.photo_ids.length })
}

/** The rule, what it means, and since when until when. */
export function DecisionWords({ decision }: { decision: StandingDecision }) {
  const { t, label, locale } = useI18n()
  const { rule, created_at: at, ends_at: endsAt, appeal } = decision
  const told = toldOf(decision)
  const date = (moment: string): { date: string } => ({ date: dayAndTime(new Date(moment), locale) })
  return (
    <>
      <p>
        <b>{label('rule', rule)}</b>
      </p>
      {(told === 'WARN' || told === 'REMOVE_PHOTO' || told === 'REJECT_PHOTO') && (
        <p>{t(`decision-${kinds[told]}-text`)}</p>
      )}
      <p className="muted small">
        {t('decision-at', date(at))}
        {endsAt !== undefined && appeal !== 'REVERSED' && <> · {t('decision-ends', date(endsAt))}</>}
      </p>
    </>
  )
}
