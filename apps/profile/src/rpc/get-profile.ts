import type { ProfileServiceService } from '@kindred/contracts/profile'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { getProfile as readProfile } from '../store/profiles.js'
import { toPublicProfile } from './messages.js'

type GetProfile = Handler<ProfileContext, ProfileServiceService['getProfile']>

export const getProfile: GetProfile = async ({ db, clock }, request) => ({
  profile: toPublicProfile(await readProfile(db, request.userId), clock.now()),
})
