import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { listTelegramPeople } from '../store/users.js'

export const findTelegramPeople: Handler<AuthContext, AuthServiceService['findTelegramPeople']> = async (
  { db },
  { userIds },
) => ({ people: await listTelegramPeople(db, userIds) })
