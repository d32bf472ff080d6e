import type { ModerationServiceService } from '@kindred/contracts/safety'
import { decodeCursor, pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Call, Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { readKind, readState, toSummary } from '../staff-messages.js'
import { type CaseQuery, listClosedCases, type ListedCase, listOpenCases } from '../store/case-list.js'
import type { Db } from '../store/schema.js'

export const listCases: Handler<SafetyContext, ModerationServiceService['listCases']> = async (
  { db },
  request,
  call,
) => {
  const { userId: callerId } = userOf(call.principal)
  const size = pageSize(request.pageSize)
  const query: CaseQuery = {
    kind: readKind(request.kind),
    state: readState(request.state),
    claimantId: request.mine ? callerId : undefined,
    userId: undefined,
    askerId: callerId,
    limit: size + 1,
  }
  const list = query.state === 'CLOSED' ? listClosed : listOpen
  const { rows, keyOf } = await list(db, query, call, request.pageToken)
  const page = pageOf(call, { rows, size, keyOf })
  return { cases: page.rows.map((row) => toSummary(row, callerId)), nextPageToken: page.nextPageToken }
}

async function listOpen(db: Db, query: CaseQuery, call: Call, token: string) {
  const key = decodeCursor(call, token, ['number', 'time', 'id'])
  const after = key && { severity: key[0], openedAt: key[1], id: key[2] }
  const rows = await listOpenCases(db, query, after)
  return { rows, keyOf: (row: ListedCase) => [row.severity, row.opened_at, row.id] }
}

async function listClosed(db: Db, query: CaseQuery, call: Call, token: string) {
  const key = decodeCursor(call, token, ['time', 'id'])
  const rows = await listClosedCases(db, query, key && { closedAt: key[0], id: key[1] })
  return { rows, keyOf: (row: ListedCase) => [row.closed_at!, row.id] }
}
