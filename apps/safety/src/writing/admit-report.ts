import { newId } from '@kindred/kernel'

import { weightOfReporter } from '../domain/weight.js'
import { openCaseFor } from '../store/cases.js'
import { dueAfterFirst } from '../store/due.js'
import { saveEvidence } from '../store/evidence.js'
import { findReporterRecord } from '../store/reporter-records.js'
import { findReporterRef, saveAdmission } from '../store/reports.js'
import type { EvidenceKind, ReportRow, Trx } from '../store/schema.js'
import { encodeConversation, encodeWords } from '../witnesses/encode.js'
import type { Testimony } from '../witnesses/hear.js'
import { weighCase } from './weigh-case.js'

/** Takes a report into the open case about its target, with what was heard already; the rest of the evidence is due. */
export async function admitReport(trx: Trx, report: ReportRow, heard: Testimony, now: Date): Promise<void> {
  const targetId = heard.targetId!
  const { id: caseId } = await openCaseFor(trx, { kind: 'REPORTS', userId: targetId }, now)
  const reporter = await findReporter(trx, caseId, report)
  await saveAdmission(trx, report.id, { case_id: caseId, target_id: targetId, ...reporter })
  const pieces = piecesOf(heard, { targetId, reporterRef: reporter.reporter_ref })
  await saveEvidence(
    trx,
    pieces.map(({ kind, content }) => ({
      id: newId(),
      case_id: caseId,
      report_id: report.id,
      kind,
      content: content ?? null,
      taken_at: content === undefined ? null : now,
      due_at: content === undefined ? dueAfterFirst(now) : null,
    })),
  )
  await weighCase(trx, { caseId, userId: targetId }, now)
}

/** How the reporter is called in a case, and how much the reporter's word counts; somebody who has left meanwhile is like somebody new. */
async function findReporter(
  trx: Trx,
  caseId: string,
  { reporter_id, reporter_ref }: ReportRow,
): Promise<Pick<ReportRow, 'reporter_ref' | 'weight'>> {
  if (reporter_id === null) return { reporter_ref, weight: weightOfReporter({ upheld: 0, dismissed: 0 }) }
  const [spoken, history] = [
    await findReporterRef(trx, caseId, reporter_id),
    await findReporterRecord(trx, reporter_id),
  ]
  return { reporter_ref: spoken ?? reporter_ref, weight: weightOfReporter(history) }
}

/** A kind of evidence; without content it is still to be taken. */
interface Piece {
  readonly kind: EvidenceKind
  readonly content?: Buffer
}

function piecesOf(
  { conversation, acquaintance }: Testimony,
  sides: Parameters<typeof encodeWords>[1],
): Piece[] {
  const pieces: Piece[] = [{ kind: 'PROFILE' }, { kind: 'PHOTOS' }]
  if (conversation === undefined) pieces.push({ kind: 'CONVERSATION' })
  else if (conversation !== null)
    pieces.push({ kind: 'CONVERSATION', content: encodeConversation(conversation, sides) })
  const words = acquaintance && encodeWords(acquaintance, sides)
  if (acquaintance === undefined) pieces.push({ kind: 'WORDS' })
  else if (words !== undefined) pieces.push({ kind: 'WORDS', content: words })
  return pieces
}
