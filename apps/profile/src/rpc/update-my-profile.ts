import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { readChangedDetails } from '../domain/details.js'
import { toProfile } from '../messages.js'
import { changeProfile } from '../writing/change-profile.js'

export const updateMyProfile: Handler<ProfileContext, ProfileServiceService['updateMyProfile']> = async (
  { db, clock },
  request,
  call,
) => {
  const now = clock.now()
  const { userId } = userOf(call.principal)
  const changes = readChangedDetails(request, request.updateMask ?? [], now)
  const row = await transact(db, (trx) => changeProfile(trx, userId, now, () => changes))
  return { profile: toProfile(row, now) }
}
