import type { ProfileServiceService } from '@kindred/contracts/profile'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { toWholeProfile } from '../messages.js'

export const snapshotProfile: Handler<ProfileContext, ProfileServiceService['snapshotProfile']> = async (
  { profiles, clock },
  { userId },
) => {
  const row = await profiles.get(userId)
  return {
    profile: toWholeProfile(row, clock.now()),
    birthDate: row.birth_date,
    createdAt: row.created_at,
  }
}
