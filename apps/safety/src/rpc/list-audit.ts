import type { ModerationServiceService } from '@kindred/contracts/safety'
import { decodeCursor, pageOf, pageSize } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { SafetyContext } from '../context.js'
import { toAuditRecord } from '../staff-messages.js'
import { listAudit as list } from '../store/audit.js'

export const listAudit: Handler<SafetyContext, ModerationServiceService['listAudit']> = async (
  { db },
  request,
  call,
) => {
  const size = pageSize(request.pageSize)
  const found = await list(db, {
    actorId: request.actorId || undefined,
    subjectId: request.subjectId || undefined,
    before: decodeCursor(call, request.pageToken, ['number'])?.[0],
    limit: size + 1,
  })
  const { rows, nextPageToken } = pageOf(call, { rows: found, size, keyOf: ({ number }) => [number] })
  return { records: rows.map(toAuditRecord), nextPageToken }
}
