import { PhotoDecided } from '@kindred/contracts/safety'
import { publish } from '@kindred/events'
import { newId } from '@kindred/kernel'

import { checkPhotos, checkWish, isSanction, undoMs, type Wish } from '../domain/measures.js'
import { caseChanged, caseNotFound, nothingToTakeBack } from '../domain/staff-errors.js'
import { photoIdsOf } from '../evidence-message.js'
import { removeAppeal } from '../store/appeals.js'
import { appendAudit } from '../store/audit.js'
import { listEvidenceOfCase } from '../store/case-parts.js'
import { closeCaseAbout, findCaseForChange, saveClaim, saveClosed } from '../store/claims.js'
import { findDecisionOfCaseForChange, saveDecision, saveUndone } from '../store/decisions.js'
import { absorbNewerCase } from '../store/reopening.js'
import type { CaseRow, Trx } from '../store/schema.js'
import type { DecisionRow } from '../store/staff-tables.js'
import { type Claim, requireClaim } from './claim-case.js'
import { refreshStanding } from './refresh-standing.js'

const dayMs = 24 * 3_600_000

/** A decision with the case that it closed. */
interface Decided {
  readonly file: CaseRow
  readonly decision: DecisionRow
  /** False for a sanction that takes effect only once it is known whose account it is about. */
  readonly isTold: boolean
}

/**
 * Closes a claimed case with a decision. Sanctions and removed photos take effect now; what others are told, or can see from now on, waits
 * until the decision can no longer be taken back: see settleDecision.
 */
export async function decideCase(
  trx: Trx,
  claim: Claim & { readonly seenVersion: number | undefined },
  wish: Wish & { readonly note: string },
  now: Date,
): Promise<Decided> {
  const held = await requireClaim(trx, claim)
  if (claim.seenVersion !== undefined && claim.seenVersion !== held.version) throw caseChanged()
  checkWish(held.kind, wish)
  if (wish.photoIds.length > 0) checkPhotos(wish.photoIds, photoIdsOf(await listEvidenceOfCase(trx, held.id)))
  const decision: DecisionRow = {
    id: newId(),
    case_id: held.id,
    user_id: held.user_id,
    measure: wish.measure,
    rule: wish.rule,
    note: wish.note,
    photo_ids: held.kind === 'PHOTO' ? [held.about_id!] : [...wish.photoIds],
    list_hash: wish.listHash,
    moderator_id: claim.moderatorId,
    decided_at: now,
    ends_at: wish.measure === 'SUSPEND' ? new Date(now.getTime() + wish.days * dayMs) : null,
    ended_at: null,
    end_reason: null,
    settled_at: null,
    seen_at: null,
  }
  await saveDecision(trx, decision)
  const file = await saveClosed(trx, held.id, now)
  const isTold = !isSanction(decision.measure) || (await refreshStanding(trx, held.user_id, now))
  if (decision.measure === 'REMOVE_PHOTO') await removePhotos(trx, decision, now)
  await record(trx, 'case.decided', decision, now)
  return { file, decision, isTold }
}

/** Removes photos, and with them the cases that ask whether they may be shown: media asks again when the decision is taken back. */
async function removePhotos(trx: Trx, decision: DecisionRow, now: Date): Promise<void> {
  for (const mediaId of decision.photo_ids) await closeCaseAbout(trx, mediaId, now)
  await publishPhotos(trx, decision, { approved: false })
}

/** Takes a decision back within its time, and with it an appeal against it; the case is its moderator's again. */
export async function undoDecision(
  trx: Trx,
  caseId: string,
  moderatorId: string,
  now: Date,
): Promise<CaseRow> {
  if ((await findCaseForChange(trx, caseId, moderatorId)) === undefined) throw caseNotFound()
  const decision = await findDecisionOfCaseForChange(trx, caseId)
  if (decision?.moderator_id !== moderatorId || !isOpen(decision, now)) throw nothingToTakeBack()
  await saveUndone(trx, decision.id, now)
  await closeCaseAbout(trx, decision.id, now)
  await removeAppeal(trx, decision.id)
  await absorbNewerCase(trx, caseId, now)
  const file = await saveClaim(trx, caseId, moderatorId)
  if (file.kind === 'REPORTS') await refreshStanding(trx, decision.user_id, now)
  if (decision.measure === 'REMOVE_PHOTO')
    await publishPhotos(trx, decision, { approved: true, takenBack: true })
  await record(trx, 'case.undone', decision, now)
  return file
}

const isOpen = ({ settled_at, decided_at }: DecisionRow, now: Date): boolean =>
  settled_at === null && decided_at.getTime() + undoMs > now.getTime()

/** What became of the photos of a decision; `takenBack` when it holds no longer, `seenAgain` when that is another moderator's finding. */
interface PhotoOutcome {
  readonly approved: boolean
  readonly takenBack?: boolean
  readonly seenAgain?: boolean
}

/** Tells media what became of the photos of a decision. */
export async function publishPhotos(
  trx: Trx,
  decision: DecisionRow,
  { approved, takenBack = false, seenAgain = false }: PhotoOutcome,
): Promise<void> {
  for (const mediaId of decision.photo_ids)
    await publish(trx, PhotoDecided, decision.user_id, {
      mediaId,
      ownerId: decision.user_id,
      approved,
      rule: approved ? '' : (decision.rule ?? ''),
      listHash: !approved && decision.list_hash,
      decisionId: decision.id,
      takenBack,
      seenAgain,
    })
}

function record(trx: Trx, action: string, decision: DecisionRow, now: Date): Promise<void> {
  const { moderator_id, user_id, case_id, note, measure, rule, photo_ids, ends_at } = decision
  const said = JSON.stringify({ decision_id: decision.id, measure, rule, photo_ids, ends_at })
  const [before, after] = action === 'case.undone' ? [said, ''] : ['', said]
  return appendAudit(
    trx,
    { actorId: moderator_id, action, subjectId: user_id, caseId: case_id, reason: note, before, after },
    now,
  )
}
