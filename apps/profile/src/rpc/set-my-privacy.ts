import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { readPrivacy, toPrivacy } from '../messages.js'
import { changeProfile } from '../writing/change-profile.js'

export const setMyPrivacy: Handler<ProfileContext, ProfileServiceService['setMyPrivacy']> = async (
  { db, clock },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const privacy = readPrivacy(request)
  const row = await transact(db, (trx) => changeProfile(trx, userId, clock.now(), () => privacy))
  return { privacy: toPrivacy(row) }
}
