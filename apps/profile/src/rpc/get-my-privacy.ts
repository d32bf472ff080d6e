import type { ProfileServiceService } from '@kindred/contracts/profile'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { toPrivacy } from '../messages.js'
import { getProfile } from '../store/profiles.js'

export const getMyPrivacy: Handler<ProfileContext, ProfileServiceService['getMyPrivacy']> = async (
  { db },
  _request,
  call,
) => ({ privacy: toPrivacy(await getProfile(db, userOf(call.principal).userId)) })
