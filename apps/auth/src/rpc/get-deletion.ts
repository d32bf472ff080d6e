import type { AuthServiceService } from '@kindred/contracts/auth'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { deletionNotFound } from '../domain/errors.js'
import { toDeletion } from '../messages.js'
import { findDeletion } from '../store/deletions.js'

export const getDeletion: Handler<AuthContext, AuthServiceService['getDeletion']> = async (
  { db, secrets },
  _request,
  call,
) => {
  const deletion = await findDeletion(db, userOf(call.principal).userId)
  if (deletion === undefined) throw deletionNotFound()
  return { deletion: toDeletion(deletion, secrets.receiptIdOf(deletion.id)) }
}
