import { type SetLanguageRequest, type SetLanguageResponse } from '@kindred/contracts/auth'
import { userOf } from '@kindred/kernel'
import { type Call } from '@kindred/rpc'

import { type AuthContext } from '../context.js'
import { saveLanguage } from '../store/users.js'

export async function setLanguage(
  { db }: AuthContext,
  { language }: SetLanguageRequest,
  call: Call,
): Promise<SetLanguageResponse> {
  await saveLanguage(db, userOf(call.principal).userId, language)
  return { language }
}
