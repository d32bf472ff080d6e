import { transact } from '@kindred/db'
import type { Job } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { claimWaitingReports, holdWaitingReport, removeReport } from '../store/reports.js'
import type { ReportRow } from '../store/schema.js'
import { hear } from '../witnesses/hear.js'
import { takeMissingEvidence } from '../witnesses/take-evidence.js'
import { admitReport } from '../writing/admit-report.js'

const atOnce = 20

/** Asks again about reports that were taken while discovery or chat was away. A report of somebody whom the reporter never met goes. */
export const admitReports: Job<SafetyContext> = {
  name: 'admit-reports',
  everyMs: 3_000,
  async run(context) {
    const reports = await claimWaitingReports(context.db, context.clock.now(), atOnce)
    await Promise.all(reports.map((report) => decide(context, report)))
  },
}

async function decide(context: SafetyContext, report: ReportRow): Promise<void> {
  const { db, clock, witnesses } = context
  if (report.reporter_id === null) return removeReport(db, report.id)
  const heard = await hear(witnesses, {
    reporterId: report.reporter_id,
    targetId: report.target_id ?? undefined,
    conversationId: report.conversation_id ?? undefined,
    messageIds: report.message_ids,
  })
  if (heard.verdict === 'UNSURE') return
  await transact(db, async (trx) => {
    const held = await holdWaitingReport(trx, report.id)
    if (held === undefined) return
    if (heard.verdict === 'KNOWN') await admitReport(trx, held, heard, clock.now())
    else await removeReport(trx, held.id)
  })
  await takeMissingEvidence(context, report.id)
}
