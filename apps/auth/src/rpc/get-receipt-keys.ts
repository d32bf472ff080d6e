import type { AuthServiceService } from '@kindred/contracts/auth'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { toJwk } from '../messages.js'

export const getReceiptKeys: Handler<AuthContext, AuthServiceService['getReceiptKeys']> = async ({
  receipts,
}) => ({ keys: [toJwk(receipts)] })
