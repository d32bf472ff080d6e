import { type GetLanguageRequest, type GetLanguageResponse } from '@kindred/contracts/auth'
import { userOf } from '@kindred/kernel'
import { type Call } from '@kindred/rpc'

import { type AuthContext } from '../context.js'
import { findLanguage } from '../store/users.js'

export async function getLanguage(
  { db }: AuthContext,
  _request: GetLanguageRequest,
  call: Call,
): Promise<GetLanguageResponse> {
  const row = await findLanguage(db, userOf(call.principal).userId)
  return { language: row?.chosen_language ?? undefined }
}
