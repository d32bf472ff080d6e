import type { MyReport, ReportPersonRequest } from '@kindred/contracts/safety'

import type { ContextKind, Reason } from './domain/report.js'
import type { ReportRow } from './store/schema.js'
import type { Report } from './writing/report-person.js'

/** The rules of the contract have kept out what is not stated. */
export function readReport(request: ReportPersonRequest, reporterId: string): Report {
  const { targetUserId: targetId, reason, details, context } = request
  return {
    reporterId,
    targetId,
    reason: reason as Reason,
    details,
    context: { ...context!, kind: context!.kind as ContextKind },
  }
}

export const toMyReport = (row: ReportRow): MyReport => ({
  reportId: row.id,
  reason: row.reason,
  createdAt: row.created_at,
  state: row.outcome === null ? 'RECEIVED' : 'ANSWERED',
  outcome: row.outcome ?? undefined,
  answeredAt: row.answered_at ?? undefined,
})
