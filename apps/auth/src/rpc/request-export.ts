import type { AuthServiceService } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { signInNotFresh } from '../domain/errors.js'
import { toDataExport } from '../messages.js'
import { requestExport as ask } from '../writing/request-export.js'
import { isFresh } from './is-fresh.js'

export const requestExport: Handler<AuthContext, AuthServiceService['requestExport']> = async (
  context,
  _request,
  call,
) => {
  const { db, clock, secrets } = context
  const { userId, sessionId } = userOf(call.principal)
  if (!(await isFresh(context, userId, sessionId))) throw signInNotFresh()
  const asked = await transact(db, (trx) => ask(trx, userId, clock.now()))
  return { export: toDataExport(asked, clock.now(), secrets.exportKeyOf(asked.id)) }
}
