import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { countActivity as count } from '../store/activity.js'

export const countActivity: Handler<AuthContext, AuthServiceService['countActivity']> = ({ db, clock }) =>
  count(db, clock.now())
