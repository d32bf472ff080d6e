import { LiftSanctionResponse, type ModerationServiceService } from '@kindred/contracts/safety'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'
import { once } from '@kindred/service'

import type { SafetyContext } from '../context.js'
import { liftSanctions } from '../writing/lift-sanctions.js'

export const liftSanction: Handler<SafetyContext, ModerationServiceService['liftSanction']> = (
  { db, clock },
  request,
  call,
) => {
  const lift = { ...request, moderatorId: userOf(call.principal).userId }
  return once(db, { call, request, response: LiftSanctionResponse }, async (trx) => {
    await liftSanctions(trx, lift, clock.now())
    return {}
  })
}
