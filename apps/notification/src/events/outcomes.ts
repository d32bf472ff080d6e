import { OutcomeReached, PhotoDecided, VerificationDecided } from '@kindred/contracts/safety'
import { consume } from '@kindred/events'

import type { NotificationContext } from '../context.js'
import type { Trx } from '../store/schema.js'
import { tellOutcome } from '../writing/tell-outcome.js'

export const photoDecided = consume(PhotoDecided, (trx: Trx, event, { clock }: NotificationContext) => {
  const { ownerId: userId, approved: positive, rule, mediaId: subjectId } = event
  const outcome = { subject: 'PHOTO' as const, positive, rule, subjectId }
  return tellOutcome(trx, { userId, kind: 'PHOTO_DECIDED', outcome }, clock.now())
})

export const verificationDecided = consume(
  VerificationDecided,
  (trx: Trx, { userId, verified, caseId }, { clock }: NotificationContext) => {
    const outcome = { subject: 'VERIFICATION' as const, positive: verified, rule: '', subjectId: caseId }
    return tellOutcome(trx, { userId, kind: 'PHOTO_DECIDED', outcome }, clock.now())
  },
)

export const outcomeReached = consume(
  OutcomeReached,
  async (trx: Trx, event, { clock }: NotificationContext) => {
    const { userId, subject, positive, rule, subjectId } = event
    if (subject === 'UNSPECIFIED' || subject === 'UNRECOGNIZED') return
    await tellOutcome(
      trx,
      { userId, kind: 'SAFETY', outcome: { subject, positive, rule, subjectId } },
      clock.now(),
    )
  },
)
