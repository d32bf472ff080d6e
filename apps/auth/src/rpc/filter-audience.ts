import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { filterAudience as filter } from '../store/audience.js'

export const filterAudience: Handler<AuthContext, AuthServiceService['filterAudience']> = async (
  { db },
  { userIds, language, activeSince },
) => ({ userIds: await filter(db, userIds, { language, activeSince }) })
