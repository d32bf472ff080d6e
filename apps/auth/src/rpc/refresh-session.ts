import type { AuthServiceService } from '@kindred/contracts/auth'
import { transact } from '@kindred/db'
import type { Handler } from '@kindred/rpc'

import type { AuthContext } from '../context.js'
import { refreshTokenInvalid, refreshTokenReused, sessionRevoked } from '../domain/errors.js'
import { isRefreshToken } from '../domain/refresh-token.js'
import { toTokens } from '../messages.js'
import { exchangeRefreshToken } from '../writing/exchange-refresh-token.js'
import { refusalOfUser } from '../writing/refuse-shut-out.js'

export const refreshSession: Handler<AuthContext, AuthServiceService['refreshSession']> = async (
  context,
  { refreshToken },
) => {
  const { db, clock, log, keyring, revocations } = context
  if (!isRefreshToken(refreshToken)) throw refreshTokenInvalid()
  const exchange = await transact(db, (trx) => exchangeRefreshToken(trx, refreshToken, clock.now()))
  switch (exchange.kind) {
    case 'unknown':
    case 'expired':
      throw refreshTokenInvalid()
    case 'revoked':
      throw (await refusalOfUser(context, exchange.userId)) ?? sessionRevoked()
    case 'reused':
      log.warn({ sessionId: exchange.sessionId }, 'a refresh token was used again, its session is revoked')
      await revocations.refresh()
      throw refreshTokenReused()
    case 'exchanged':
      return toTokens(await keyring.issue(exchange.subject), exchange.successor)
  }
}
