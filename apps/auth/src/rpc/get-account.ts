import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { personNotFound } from '../domain/errors.js'
import { findAccount } from '../store/activity.js'

export const getAccount: Handler<AuthContext, AuthServiceService['getAccount']> = async (
  { db, clock },
  { userId },
) => {
  const account = await findAccount(db, userId, clock.now())
  if (account === undefined) throw personNotFound()
  return account
}
