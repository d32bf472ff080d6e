import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { readText } from '../domain/text.js'
import { getProfileForChange } from '../store/profiles.js'
import { saveVerification } from '../store/verifications.js'
import { publishChanges } from '../writing/change-profile.js'

export const setVerified: Handler<ProfileContext, ProfileServiceService['setVerified']> = async (
  { db, clock },
  { userId, verified, reason },
  call,
) => {
  const { userId: moderatorId } = userOf(call.principal)
  const why = readText('/reason', reason, 500)
  await transact(db, async (trx) => {
    const row = await getProfileForChange(trx, userId)
    if (row.verified === verified) return
    const now = clock.now()
    const decision = {
      user_id: userId,
      verified,
      decided_at: now,
      moderator_id: moderatorId,
      reason: why,
      changed: [],
    }
    await saveVerification(trx, decision)
    await publishChanges(trx, userId, { verified }, now)
  })
  return {}
}
