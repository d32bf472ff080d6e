import type { AuthServiceService } from '@kindred/contracts/auth'
import { decodeCursor, pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { toSession } from '../messages.js'
import { listLiveSessions } from '../store/sessions.js'

export const listSessions: Handler<AuthContext, AuthServiceService['listSessions']> = async (
  { db, clock },
  request,
  call,
) => {
  const { userId, sessionId } = userOf(call.principal)
  const size = pageSize(request.pageSize)
  const before = decodeCursor(call, request.pageToken, ['id'])?.[0]
  const found = await listLiveSessions(db, { userId, now: clock.now(), before, limit: size + 1 })
  const { rows, nextPageToken } = pageOf(call, { rows: found, size, keyOf: (row) => [row.id] })
  return { sessions: rows.map((row) => toSession(row, sessionId)), nextPageToken }
}
