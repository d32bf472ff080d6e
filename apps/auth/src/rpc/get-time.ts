import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'

export const getTime: Handler<AuthContext, AuthServiceService['getTime']> = async ({ clock }) => ({
  now: clock.now(),
})
