import type { MyReport, ReportPersonRequest } from '@kindred/contracts/safety'

import type { ContextKind, Reason } from './domain/report.js'
import type { ReportRow } from './store/schema.js'
import type { Report } from './writing/report-person.js'

/** The rules of the contract have kept out what is not stated. */
export function readReport(request: ReportPersonRequest, reporterId: string): Report {
  const { targetUserId, reason, details } = request
  const { kind, photoId, conversationId, messageIds } = request.context!
  return {
    reporterId,
    targetId: targetUserId === '' ? undefined : targetUserId,
    reason: reason as Reason,
    details,
    contextKind: kind as ContextKind,
    photoId,
    conversationId,
    messageIds,
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
