import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { graceDays } from '../domain/account-rules.js'

export const getDeletionTerms: Handler<AuthContext, AuthServiceService['getDeletionTerms']> = async ({
  graceMs,
}) => ({ graceDays: graceDays(graceMs) })
