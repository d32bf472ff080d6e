import { OutcomeReached, VerificationDecided } from '@kindred/contracts/safety'
import { publish } from '@kindred/events'

import { isSanction, settledBefore } from '../domain/measures.js'
import { saveAppealOutcome } from '../store/appeals.js'
import { findTimesOf } from '../store/audit.js'
import { findCase } from '../store/claims.js'
import {
  endDecision,
  endSystemDecisions,
  findDecisionForChange,
  saveSettled,
  takeUnsettled,
} from '../store/decisions.js'
import { answerReports, withdrawAnswers } from '../store/outcomes.js'
import type { CaseRow, Trx } from '../store/schema.js'
import type { DecisionRow } from '../store/staff-tables.js'
import { saveOutcome } from '../store/verifications.js'
import { publishPhotos } from './decide-case.js'
import { forgetIfGone } from './forget-standing.js'
import { videoSeen } from './look-at-video.js'
import { refreshStanding } from './refresh-standing.js'
import { refreshTrust } from './refresh-trust.js'

/** Draws the consequences of one decision that can no longer be taken back; false when there is none. */
export async function settleNextDecision(trx: Trx, now: Date): Promise<boolean> {
  const decision = await takeUnsettled(trx, settledBefore(now))
  if (decision === undefined) return false
  await saveSettled(trx, decision.id, now)
  const file = decision.case_id === null ? undefined : await findCase(trx, decision.case_id)
  if (file !== undefined && decision.end_reason !== 'UNDONE') await settle(trx, file, decision, now)
  await forgetIfGone(trx, decision.user_id)
  return true
}

async function settle(trx: Trx, file: CaseRow, decision: DecisionRow, now: Date): Promise<void> {
  switch (file.kind) {
    case 'REPORTS':
      await settleReports(trx, file, decision, now)
      return refreshTrust(trx, file.user_id, now)
    case 'PHOTO':
      return publishPhotos(trx, decision, { approved: decision.measure === 'APPROVE_PHOTO' })
    case 'VERIFICATION':
      return settleVerification(trx, file, decision)
    case 'APPEAL':
      return settleAppeal(trx, file, decision, now)
  }
}

async function settleVerification(
  trx: Trx,
  { id: caseId, user_id: userId, about_id: aboutId }: CaseRow,
  { measure, moderator_id: actorId, decided_at: decidedAt }: DecisionRow,
): Promise<void> {
  const verified = measure === 'VERIFY'
  if (aboutId !== null) await saveOutcome(trx, aboutId, verified ? 'VERIFY' : 'TRY_AGAIN')
  const { first } = await findTimesOf(trx, { actorId, action: videoSeen, subjectId: userId, caseId })
  const decided = { userId, verified, caseId, decidedAt, seenAt: first ?? decidedAt }
  await publish(trx, VerificationDecided, userId, decided)
}

/** Ends what the system did until a moderator had looked, answers whoever reported, and tells whoever was warned. */
async function settleReports(trx: Trx, file: CaseRow, decision: DecisionRow, now: Date): Promise<void> {
  if (await endSystemDecisions(trx, file.id, now)) await refreshStanding(trx, file.user_id, now)
  const positive = decision.measure !== 'DISMISS'
  const answered = await answerReports(trx, file.id, positive ? 'ACTION_TAKEN' : 'NO_VIOLATION', now)
  const told = answered.map(({ id: subjectId, reporter_id: userId }): OutcomeReached => {
    return { userId, subject: 'REPORT', positive, rule: '', subjectId }
  })
  if (decision.measure === 'WARN') told.push(warning(file, decision))
  // In the order of the people: each is locked by the telling.
  told.sort((one, other) => (one.userId < other.userId ? -1 : 1))
  for (const outcome of told) await publish(trx, OutcomeReached, outcome.userId, outcome)
}

const warning = ({ user_id: userId }: CaseRow, { id, rule }: DecisionRow): OutcomeReached => ({
  userId,
  subject: 'WARNING',
  positive: false,
  rule: rule ?? '',
  subjectId: id,
})

/** Answers an appeal, unless what it was against was taken back meanwhile. */
async function settleAppeal(trx: Trx, file: CaseRow, { measure }: DecisionRow, now: Date): Promise<void> {
  const decision = file.about_id === null ? undefined : await findDecisionForChange(trx, file.about_id)
  if (decision === undefined || decision.end_reason === 'UNDONE') return
  await saveAppealOutcome(trx, decision.id, measure === 'REVERSE' ? 'REVERSED' : 'UPHELD')
  await publish(trx, OutcomeReached, file.user_id, {
    userId: file.user_id,
    subject: 'APPEAL',
    positive: measure === 'REVERSE',
    rule: '',
    subjectId: decision.id,
  })
  if (measure === 'REVERSE') await reverse(trx, decision, now)
}

/** Takes back all that a decision did. */
async function reverse(trx: Trx, decision: DecisionRow, now: Date): Promise<void> {
  await endDecision(trx, decision.id, 'REVERSED', now)
  if (isSanction(decision.measure)) await refreshStanding(trx, decision.user_id, now)
  const seenAgain = decision.measure === 'REJECT_PHOTO'
  await publishPhotos(trx, decision, { approved: true, takenBack: true, seenAgain })
  if (decision.case_id !== null) await withdrawAnswers(trx, decision.case_id)
  await refreshTrust(trx, decision.user_id, now)
}
