import type { AuthServiceService } from '@kindred/contracts/auth'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { findLanguage } from '../store/users.js'

export const getLanguage: Handler<AuthContext, AuthServiceService['getLanguage']> = async (
  { db },
  _request,
  call,
) => {
  const row = await findLanguage(db, userOf(call.principal).userId)
  return { language: row?.chosen_language ?? undefined }
}
