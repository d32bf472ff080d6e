import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handlers } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { cancelDeletion } from './cancel-deletion.js'
import { deleteAccount } from './delete-account.js'
import { exchangeTelegramUser } from './exchange-telegram-user.js'
import { findLanguage } from './find-language.js'
import { getDeletion } from './get-deletion.js'
import { getDeletionTerms } from './get-deletion-terms.js'
import { getExport } from './get-export.js'
import { getJwks } from './get-jwks.js'
import { getLanguage } from './get-language.js'
import { getReceipt } from './get-receipt.js'
import { getReceiptKeys } from './get-receipt-keys.js'
import { getTime } from './get-time.js'
import { listSessions } from './list-sessions.js'
import { listSignIns } from './list-sign-ins.js'
import { readExport } from './read-export.js'
import { refreshSession } from './refresh-session.js'
import { requestExport } from './request-export.js'
import { revokeSession } from './revoke-session.js'
import { setLanguage } from './set-language.js'
import { signInWithTelegram } from './sign-in-with-telegram.js'
import { signOut } from './sign-out.js'
import { verifyToken } from './verify-token.js'
import { watchRevocations } from './watch-revocations.js'

export const handlers: Handlers<AuthContext, AuthServiceService> = {
  signInWithTelegram,
  exchangeTelegramUser,
  findLanguage,
  getLanguage,
  setLanguage,
  refreshSession,
  verifyToken,
  signOut,
  listSessions,
  revokeSession,
  getJwks,
  getTime,
  watchRevocations,
  deleteAccount,
  getDeletion,
  getDeletionTerms,
  cancelDeletion,
  getReceipt,
  getReceiptKeys,
  requestExport,
  getExport,
  readExport,
  listSignIns,
}
