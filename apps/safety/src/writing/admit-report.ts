import { createHash } from 'node:crypto'

import { newId } from '@kindred/kernel'

import { weightOfReporter } from '../domain/weight.js'
import { findPersonKey } from '../store/accounts.js'
import { openCaseFor } from '../store/cases.js'
import { recallAccount } from '../store/departed-keys.js'
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
  await recallAccount(trx, targetId)
  const reporter = await findReporter(trx, caseId, { ...report, target_id: targetId })
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

/**
 * How the reporter is called in a case, and how much the reporter's word counts; somebody who has left meanwhile is like somebody new. Whoever
 * comes back with a new account is the same reporter.
 */
async function findReporter(
  trx: Trx,
  caseId: string,
  { reporter_id: reporterId, reporter_ref, target_id }: ReportRow,
): Promise<Pick<ReportRow, 'reporter_ref' | 'reporter_digest' | 'weight'>> {
  const unknown = { reporter_ref, reporter_digest: null }
  if (reporterId === null) return { ...unknown, weight: weightOfReporter({ upheld: 0, dismissed: 0 }) }
  const personKey = await findPersonKey(trx, reporterId)
  const digest = personKey === undefined ? null : digestOf(personKey, target_id!)
  const spoken = await findReporterRef(trx, caseId, { reporterId, digest })
  return {
    reporter_ref: spoken ?? reporter_ref,
    reporter_digest: digest,
    weight: weightOfReporter(await findReporterRecord(trx, reporterId)),
  }
}

/** The same person has another digest in the reports about somebody else. */
const digestOf = (personKey: Buffer, targetId: string): Buffer =>
  createHash('sha256').update(personKey).update(`reports ${targetId}`).digest()

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
