import type { ProfileServiceService } from '@kindred/contracts/profile'
import { transact } from '@kindred/db'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { changeProfile } from '../events/change-profile.js'

type SetVerified = Handler<ProfileContext, ProfileServiceService['setVerified']>

export const setVerified: SetVerified = async ({ db, clock }, { userId, verified }) => {
  await transact(db, (trx) =>
    changeProfile(trx, userId, clock.now(), (row) => (row.verified === verified ? {} : { verified })),
  )
  return {}
}
