import type { AuthServiceService } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { toDeletion } from '../messages.js'
import { deleteAccount as beginDeletion } from '../writing/delete-account.js'

export const deleteAccount: Handler<AuthContext, AuthServiceService['deleteAccount']> = async (
  { db, clock, graceMs, secrets, revocations },
  _request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const deletion = await transact(db, (trx) => beginDeletion(trx, { userId, graceMs, secrets }, clock.now()))
  await revocations.refresh()
  return { deletion: toDeletion(deletion, secrets.receiptIdOf(deletion.id)) }
}
