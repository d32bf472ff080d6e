import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { toJwk } from '../messages.js'

export const getJwks: Handler<AuthContext, AuthServiceService['getJwks']> = async ({ keyring }) => ({
  keys: keyring.published().map(toJwk),
})
