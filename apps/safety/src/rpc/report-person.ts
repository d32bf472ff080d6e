import { ReportPersonResponse, type SafetyServiceService } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { targetIsSelf } from '../domain/errors.js'
import { readReport } from '../messages.js'
import { reportPerson as add } from '../writing/report-person.js'

export const reportPerson: Handler<SafetyContext, SafetyServiceService['reportPerson']> = async (
  { db, clock },
  request,
  call,
) => {
  const report = readReport(request, userOf(call.principal).userId)
  if (report.targetId === report.reporterId) throw targetIsSelf()
  return once(db, { call, request, response: ReportPersonResponse }, async (trx) => ({
    reportId: await add(trx, report, clock.now()),
  }))
}
