import type { ProfileServiceService } from '@kindred/contracts/profile'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { toProfile } from '../messages.js'

export const getMyProfile: Handler<ProfileContext, ProfileServiceService['getMyProfile']> = async (
  { profiles, clock },
  _request,
  call,
) => ({
  profile: toProfile(await profiles.get(userOf(call.principal).userId), clock.now()),
})
