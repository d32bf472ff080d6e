import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { telegramLogin } from '../domain/login.js'
import { findLanguageOfLogin } from '../store/users.js'

export const findLanguage: Handler<AuthContext, AuthServiceService['findLanguage']> = async (
  { db },
  { telegramUserId },
) => {
  const row = await findLanguageOfLogin(db, telegramLogin(telegramUserId))
  return { language: row?.chosen_language ?? undefined }
}
