import type { UserPrincipal } from '@kindred/kernel'

import { caseAboutYourself, caseNotClaimed, caseNotFound } from '../domain/staff-errors.js'
import type { GestureName } from '../domain/verification.js'
import { listAccountsOf } from '../store/accounts.js'
import { listAppeals } from '../store/appeals.js'
import { appendAudit } from '../store/audit.js'
import { getListedCase, type ListedCase } from '../store/case-list.js'
import { listEvidenceOfCase, listReportsOfCase } from '../store/case-parts.js'
import { findCase } from '../store/claims.js'
import { findDecision, listDecisions } from '../store/decisions.js'
import { listMarks } from '../store/marks.js'
import { findPhotoFinding } from '../store/photo-findings.js'
import type { EvidenceRow, ReportRow, Trx } from '../store/schema.js'
import type { AppealRow, DecisionRow, MarkRow, PhotoFindingRow } from '../store/staff-tables.js'
import { findVerification } from '../store/verifications.js'

/** A case with all that a moderator needs to decide it; an appeal with the reports, evidence and photo of the case that was decided. */
export interface WholeCase {
  readonly file: ListedCase
  readonly reports: readonly ReportRow[]
  readonly evidence: readonly EvidenceRow[]
  /** What was decided about the person, the newest first. */
  readonly history: readonly DecisionRow[]
  readonly marks: readonly MarkRow[]
  readonly photo: PhotoFindingRow | undefined
  /** What the video note must show. */
  readonly gesture: GestureName | undefined
  readonly appeal: { readonly row: AppealRow; readonly decision: DecisionRow } | undefined
}

const maxHistory = 50

/** Reads a case for who works on it, has decided it, or is an admin, and records the look. */
export async function lookAtCase(
  trx: Trx,
  caseId: string,
  caller: UserPrincipal,
  now: Date,
): Promise<WholeCase> {
  const file = await getVisibleCase(trx, caseId, caller)
  const appeal = file.kind === 'APPEAL' ? await findAppeal(trx, file.about_id!) : undefined
  // An appeal is decided by what the decision was made on.
  const source = appeal?.decision.case_id ? await findCase(trx, appeal.decision.case_id) : file
  const whole: WholeCase = {
    file,
    reports: source ? await listReportsOfCase(trx, source.id) : [],
    evidence: source ? await listEvidenceOfCase(trx, source.id) : [],
    history: await listDecisions(trx, await listAccountsOf(trx, file.user_id), maxHistory),
    photo: source?.kind === 'PHOTO' ? await findPhotoFinding(trx, source.about_id!) : undefined,
    marks: await listMarks(trx, file.user_id),
    appeal,
    gesture: file.kind === 'VERIFICATION' ? await findGesture(trx, file.about_id!) : undefined,
  }
  const after = JSON.stringify({ evidence_ids: whole.evidence.map(({ id }) => id) })
  const entry = {
    actorId: caller.userId,
    action: 'case.seen',
    subjectId: file.user_id,
    caseId,
    reason: '',
    before: '',
    after,
  }
  await appendAudit(trx, entry, now)
  return whole
}

/** A case that the caller may look at: works on it, has decided it, or is an admin, and has nothing to do with it. */
export async function getVisibleCase(
  trx: Trx,
  caseId: string,
  { userId, roles }: UserPrincipal,
): Promise<ListedCase> {
  if ((await findCase(trx, caseId)) === undefined) throw caseNotFound()
  const file = await getListedCase(trx, caseId, userId)
  if (!file.is_outside) throw caseAboutYourself()
  const isTheirs = file.claimant_id === userId && (file.state === 'CLOSED' || !file.is_free)
  if (!isTheirs && !roles.includes('admin')) throw caseNotClaimed()
  return file
}

const findGesture = async (trx: Trx, verificationId: string): Promise<GestureName | undefined> =>
  (await findVerification(trx, verificationId))?.gesture

async function findAppeal(trx: Trx, decisionId: string): Promise<WholeCase['appeal']> {
  const [row] = await listAppeals(trx, [decisionId])
  const decision = await findDecision(trx, decisionId)
  return row && decision && { row, decision }
}
