import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { ownVerification, textInvalid } from '../domain/errors.js'
import { readText } from '../domain/text.js'
import { decideVerification } from '../writing/decide-verification.js'

export const setVerified: Handler<ProfileContext, ProfileServiceService['setVerified']> = async (
  { db, clock },
  { userId, verified, reason: raw },
  call,
) => {
  const { userId: moderatorId } = userOf(call.principal)
  if (moderatorId === userId) throw ownVerification()
  const reason = readText('/reason', raw, { shape: 'text', most: 500 })
  if (reason === null) throw textInvalid('/reason', 'Must say why.')
  const decision = { userId, verified, moderatorId, reason }
  await transact(db, (trx) => decideVerification(trx, decision, clock.now()))
  return {}
}
