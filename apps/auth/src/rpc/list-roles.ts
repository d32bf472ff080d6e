import type { AuthServiceService } from '@kindred/contracts/auth'
import { decodeCursor, pageOf, pageSize } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { toRole } from '../messages.js'
import { listStaff } from '../store/roles.js'

export const listRoles: Handler<AuthContext, AuthServiceService['listRoles']> = async (
  { db, isFirstAdmin },
  request,
  call,
) => {
  const size = pageSize(request.pageSize)
  const after = decodeCursor(call, request.pageToken, ['id'])?.[0]
  const found = await listStaff(db, after, size + 1)
  const { rows, nextPageToken } = pageOf(call, { rows: found, size, keyOf: (row) => [row.id] })
  const staff = rows.map(({ id, roles, login }) => ({
    userId: id,
    roles: roles.map(toRole),
    fromSettings: isFirstAdmin(login),
  }))
  return { staff, nextPageToken }
}
