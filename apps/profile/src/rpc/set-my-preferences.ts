import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { readPreferences } from '../domain/preferences.js'
import { toPreferences } from '../messages.js'
import { changeProfile } from '../writing/change-profile.js'

export const setMyPreferences: Handler<ProfileContext, ProfileServiceService['setMyPreferences']> = async (
  { db, clock },
  request,
  call,
) => {
  const { userId } = userOf(call.principal)
  const preferences = readPreferences(request)
  const row = await transact(db, (trx) => changeProfile(trx, userId, clock.now(), () => preferences))
  return { preferences: toPreferences(row) }
}
