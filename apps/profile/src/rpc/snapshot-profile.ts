import type { ProfileServiceService } from '@kindred/contracts/profile'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { toWholeProfile } from '../messages.js'
import { getProfile } from '../store/profiles.js'

export const snapshotProfile: Handler<ProfileContext, ProfileServiceService['snapshotProfile']> = async (
  { db, clock },
  { userId },
) => {
  const row = await getProfile(db, userId)
  return {
    profile: toWholeProfile(row, clock.now()),
    birthDate: row.birth_date,
    createdAt: row.created_at,
  }
}
