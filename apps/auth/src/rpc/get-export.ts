import type { AuthServiceService } from '@kindred/contracts/auth'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { toDataExport } from '../messages.js'
import { findLatestExport } from '../store/exports.js'
import { isFresh } from './is-fresh.js'

export const getExport: Handler<AuthContext, AuthServiceService['getExport']> = async (
  context,
  _request,
  call,
) => {
  const { db, clock, secrets } = context
  const { userId, sessionId } = userOf(call.principal)
  const latest = await findLatestExport(db, userId)
  if (latest === undefined) return { export: undefined }
  const key = (await isFresh(context, userId, sessionId)) ? secrets.exportKeyOf(latest.id) : undefined
  return { export: toDataExport(latest, clock.now(), key) }
}
