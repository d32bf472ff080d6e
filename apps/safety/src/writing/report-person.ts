import { hasLeft, lockPeople } from '@kindred/events/departures'
import { newId } from '@kindred/kernel'

import { checkReportsLeft, windowStart } from '../domain/limits.js'
import type { ContextKind, Reason } from '../domain/report.js'
import { dueAfterFirst } from '../store/due.js'
import { listReportTimes, saveReport } from '../store/reports.js'
import type { Trx } from '../store/schema.js'
import type { Testimony } from '../witnesses/hear.js'
import { admitReport } from './admit-report.js'

/** Who reports whom for what. */
export interface Report {
  readonly reporterId: string
  /** Undefined while only the conversation says who it is. */
  readonly targetId: string | undefined
  readonly reason: Reason
  readonly details: string
  readonly contextKind: ContextKind
  readonly photoId: string | undefined
  readonly conversationId: string | undefined
  readonly messageIds: readonly string[]
}

/** Takes a report; into a case at once, unless it is not known yet whether the reporter has met the person. Returns its id. */
export async function reportPerson(trx: Trx, report: Report, heard: Testimony, now: Date): Promise<string> {
  const { reporterId } = report
  await lockPeople(trx, reporterId)
  checkReportsLeft(await listReportTimes(trx, reporterId, windowStart(now)), now)
  const saved = await saveReport(trx, {
    id: newId(),
    case_id: null,
    target_id: report.targetId ?? null,
    reporter_id: (await hasLeft(trx, reporterId)) ? null : reporterId,
    reporter_ref: newId(),
    weight: 0,
    reason: report.reason,
    details: report.details,
    context_kind: report.contextKind,
    photo_id: report.photoId ?? null,
    conversation_id: report.conversationId ?? null,
    message_ids: [...report.messageIds],
    created_at: now,
    due_at: dueAfterFirst(now),
  })
  if (heard.verdict === 'KNOWN') await admitReport(trx, saved, heard, now)
  return saved.id
}
