import type { SafetyServiceService } from '@kindred/contracts/safety'
import { decodeCursor, pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { toMyReport } from '../messages.js'
import { listReportsOf } from '../store/reports.js'

export const listMyReports: Handler<SafetyContext, SafetyServiceService['listMyReports']> = async (
  { db },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const key = decodeCursor(call, request.pageToken, ['time', 'id'])
  const size = pageSize(request.pageSize)
  const rows = await listReportsOf(db, userId, key && { at: key[0], id: key[1] }, size + 1)
  const page = pageOf(call, { rows, size, keyOf: (row) => [row.created_at, row.id] })
  return { reports: page.rows.map(toMyReport), nextPageToken: page.nextPageToken }
}
