import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handlers } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { cancelDeletion } from './cancel-deletion.js'
import { countActivity } from './count-activity.js'
import { createConsoleLink } from './create-console-link.js'
import { deleteAccount } from './delete-account.js'
import { exchangeTelegramUser } from './exchange-telegram-user.js'
import { filterAudience } from './filter-audience.js'
import { findLanguage } from './find-language.js'
import { findTelegramPeople } from './find-telegram-people.js'
import { getAccount } from './get-account.js'
import { getDeletion } from './get-deletion.js'
import { getDeletionTerms } from './get-deletion-terms.js'
import { getExport } from './get-export.js'
import { getInvitation } from './get-invitation.js'
import { getJwks } from './get-jwks.js'
import { getLanguage } from './get-language.js'
import { getReceipt } from './get-receipt.js'
import { getReceiptKeys } from './get-receipt-keys.js'
import { getTime } from './get-time.js'
import { grantRole } from './grant-role.js'
import { listRoles } from './list-roles.js'
import { listSessions } from './list-sessions.js'
import { listSignIns } from './list-sign-ins.js'
import { readExport } from './read-export.js'
import { refreshSession } from './refresh-session.js'
import { requestExport } from './request-export.js'
import { revokeRole } from './revoke-role.js'
import { revokeSession } from './revoke-session.js'
import { setLanguage } from './set-language.js'
import { signInWithConsoleLink } from './sign-in-with-console-link.js'
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
  getInvitation,
  refreshSession,
  verifyToken,
  signOut,
  listSessions,
  revokeSession,
  listRoles,
  grantRole,
  revokeRole,
  createConsoleLink,
  signInWithConsoleLink,
  countActivity,
  getAccount,
  findTelegramPeople,
  filterAudience,
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
