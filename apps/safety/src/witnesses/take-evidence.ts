import { HoldPhotosResponse } from '@kindred/contracts/media'
import { SnapshotProfileResponse } from '@kindred/contracts/profile'
import type { Clock, Log } from '@kindred/kernel'
import type { Metrics } from '@kindred/runtime'

import { listMissingEvidence, saveTaken } from '../store/evidence.js'
import { getReport } from '../store/reports.js'
import type { Db, EvidenceKind, EvidenceRow, ReportRow } from '../store/schema.js'
import { encodeConversation, encodeWords } from './encode.js'
import type { Witnesses } from './witnesses.js'

/** What taking evidence needs of the context. */
interface Taking {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly witnesses: Witnesses
}

/** Reads what is missing of a report's evidence. Never fails: what cannot be read now stays due. */
export async function takeMissingEvidence(context: Taking, reportId: string): Promise<void> {
  try {
    const rows = await listMissingEvidence(context.db, reportId)
    await Promise.all(rows.map((row) => takeEvidence(context, row)))
  } catch (error) {
    context.log.warn({ err: error }, 'evidence could not be taken at once')
  }
}

/** Reads one piece of evidence from its owner and keeps it; one that cannot be read now stays due. */
export async function takeEvidence(context: Taking, row: EvidenceRow): Promise<void> {
  const { db, clock, log, metrics, witnesses } = context
  const count = (result: string): void =>
    metrics
      .counter('evidence_total', 'Attempts to take evidence', ['kind', 'result'])
      .inc({ kind: row.kind, result })
  try {
    const report = await getReport(db, row.report_id)
    const content = await read[row.kind](witnesses, row, report)
    await saveTaken(db, row.id, content === undefined ? null : Buffer.from(content), clock.now())
    count(content === undefined ? 'gone' : 'taken')
  } catch (error) {
    count('failed')
    log.warn({ err: error, kind: row.kind }, 'evidence could not be taken yet')
  }
}

type Read = (witnesses: Witnesses, row: EvidenceRow, report: ReportRow) => Promise<Uint8Array | undefined>

const read: Record<EvidenceKind, Read> = {
  async PROFILE(witnesses, _row, { target_id }) {
    const found = await witnesses.profile(target_id!)
    return found && SnapshotProfileResponse.encode(found).finish()
  },
  async PHOTOS(witnesses, { case_id }, { target_id }) {
    return HoldPhotosResponse.encode(await witnesses.photos(target_id!, case_id)).finish()
  },
  async CONVERSATION(witnesses, _row, report) {
    // Nobody can say any more whose conversation it was.
    if (report.reporter_id === null) return undefined
    const found = await witnesses.conversation({
      userId: report.reporter_id,
      otherId: report.target_id!,
      conversationId: report.conversation_id ?? undefined,
      messageIds: report.message_ids,
    })
    return found && encodeConversation(found, sidesOf(report))
  },
  async WORDS(witnesses, _row, report) {
    if (report.reporter_id === null) return undefined
    return encodeWords(await witnesses.acquaintance(report.reporter_id, report.target_id!), sidesOf(report))
  },
}

const sidesOf = ({ target_id, reporter_ref }: ReportRow) => ({
  targetId: target_id!,
  reporterRef: reporter_ref,
})
