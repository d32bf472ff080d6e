import { newId } from '@kindred/kernel'

import type { ContextKind, Reason } from '../domain/report.js'
import { severityOf } from '../domain/severity.js'
import { weightOfReporter } from '../domain/weight.js'
import { openCaseFor, saveSeverity } from '../store/cases.js'
import { findReporterRecord } from '../store/reporter-records.js'
import { findReporterRef, listVoices, saveReport } from '../store/reports.js'
import type { Trx } from '../store/schema.js'

/** Who reports whom for what. */
export interface Report {
  readonly reporterId: string
  readonly targetId: string
  readonly reason: Reason
  readonly details: string
  readonly context: {
    readonly kind: ContextKind
    readonly photoId?: string | undefined
    readonly conversationId?: string | undefined
    readonly messageIds: readonly string[]
  }
}

/** Adds a report to the open case about its target; returns its id. */
export async function reportPerson(trx: Trx, report: Report, now: Date): Promise<string> {
  const { reporterId, targetId, reason, details, context } = report
  const found = await openCaseFor(trx, { kind: 'REPORTS', userId: targetId }, now)
  const id = newId()
  await saveReport(trx, {
    id,
    case_id: found.id,
    target_id: targetId,
    reporter_id: reporterId,
    reporter_ref: (await findReporterRef(trx, found.id, reporterId)) ?? newId(),
    weight: weightOfReporter(await findReporterRecord(trx, reporterId)),
    reason,
    details,
    context_kind: context.kind,
    photo_id: context.photoId ?? null,
    conversation_id: context.conversationId ?? null,
    message_ids: [...context.messageIds],
    created_at: now,
  })
  await saveSeverity(trx, found.id, severityOf(await listVoices(trx, found.id)))
  return id
}
