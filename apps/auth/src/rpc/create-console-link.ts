import type { AuthServiceService } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { makeConsoleLink } from '../writing/use-console-link.js'

export const createConsoleLink: Handler<AuthContext, AuthServiceService['createConsoleLink']> = (
  { db, clock },
  _request,
  { principal },
) => transact(db, (trx) => makeConsoleLink(trx, userOf(principal), clock.now()))
