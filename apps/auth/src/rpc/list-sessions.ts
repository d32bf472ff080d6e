import type { ListSessionsRequest, ListSessionsResponse } from '@kindred/contracts/auth'
import { decodeCursor, isId, pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Call } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { pageTokenInvalid } from '../domain/errors.js'
import { listLiveSessions } from '../store/sessions.js'
import { toSession } from './messages.js'

export async function listSessions(
  { db, clock }: AuthContext,
  request: ListSessionsRequest,
  call: Call,
): Promise<ListSessionsResponse> {
  const { userId, sessionId } = userOf(call.principal)
  const size = pageSize(request.pageSize)
  const before = readPageToken(request.pageToken)
  const found = await listLiveSessions(db, { userId, now: clock.now(), before, limit: size + 1 })
  const { rows, nextPageToken } = pageOf(found, size, (row) => [row.id])
  return { sessions: rows.map((row) => toSession(row, sessionId)), nextPageToken }
}

/** The id of the last session of the page before. */
function readPageToken(token: string): string | undefined {
  const [id] = decodeCursor(token, 1) ?? []
  if (id === undefined || (typeof id === 'string' && isId(id))) return id
  throw pageTokenInvalid()
}
