import type { AuthServiceService } from '@kindred/contracts/auth'
import { decodeCursor, pageOf, pageSize, userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { toSignInRecord } from '../messages.js'
import { listSignIns as readSignIns } from '../store/sign-ins.js'

export const listSignIns: Handler<AuthContext, AuthServiceService['listSignIns']> = async (
  { db, clock },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const size = pageSize(request.pageSize)
  const before = decodeCursor(call, request.pageToken, ['id'])?.[0]
  const found = await readSignIns(db, { userId, now: clock.now(), before, limit: size + 1 })
  const { rows, nextPageToken } = pageOf(call, { rows: found, size, keyOf: (row) => [row.session_id] })
  return { signIns: rows.map(toSignInRecord), nextPageToken }
}
