import type { AuthServiceService } from '@kindred/contracts/auth'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { saveLanguage } from '../store/users.js'

export const setLanguage: Handler<AuthContext, AuthServiceService['setLanguage']> = async (
  { db },
  { language },
  call,
) => {
  await saveLanguage(db, userOf(call.principal).userId, language)
  return { language }
}
