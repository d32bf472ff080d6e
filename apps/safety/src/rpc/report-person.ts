import { ReportPersonResponse, type SafetyServiceService } from '@kindred/contracts/safety'
import { pause, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once, recall } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { checkReport } from '../domain/check-report.js'
import { targetNotFound } from '../domain/errors.js'
import { readReport } from '../messages.js'
import { hear } from '../witnesses/hear.js'
import { takeMissingEvidence } from '../witnesses/take-evidence.js'
import { reportPerson as take } from '../writing/report-person.js'

/** The answer waits so long for evidence, which is taken to the end in any case. */
const evidenceWithinMs = 500

export const reportPerson: Handler<SafetyContext, SafetyServiceService['reportPerson']> = async (
  context,
  request,
  call,
) => {
  const { db, clock, metrics, witnesses } = context
  const report = readReport(request, userOf(call.principal).userId)
  checkReport(report)
  const asked = { call, request, response: ReportPersonResponse }
  const before = await recall(db, asked)
  if (before !== undefined) return before
  const heard = await hear(witnesses, report)
  if (heard.verdict === 'UNKNOWN') throw targetNotFound()
  const answer = await once(db, asked, async (trx) => ({
    reportId: await take(trx, report, heard, clock.now()),
  }))
  metrics.counter('reports_total', 'Reports taken, by reason', ['reason']).inc({ reason: report.reason })
  await Promise.race([takeMissingEvidence(context, answer.reportId), pause(evidenceWithinMs)])
  return answer
}
