import { type FindLanguageRequest, type FindLanguageResponse } from '@kindred/contracts/auth'

import { type AuthContext } from '../context.js'
import { findLanguageOfTelegram } from '../store/users.js'

export async function findLanguage(
  { db }: AuthContext,
  { telegramUserId }: FindLanguageRequest,
): Promise<FindLanguageResponse> {
  const row = await findLanguageOfTelegram(db, telegramUserId)
  return { language: row?.chosen_language ?? undefined }
}
