import { type SafetyServiceService, StartVerificationResponse } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { startVerification as start } from '../writing/verify-person.js'

export const startVerification: Handler<SafetyContext, SafetyServiceService['startVerification']> = (
  { db, clock },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  return once(db, { call, request, response: StartVerificationResponse }, async (trx) => {
    const { id: verificationId, gesture, expiresAt, again } = await start(trx, userId, clock.now())
    return { verificationId, gesture, expiresAt, again }
  })
}
