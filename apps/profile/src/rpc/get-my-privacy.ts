import type { ProfileServiceService } from '@kindred/contracts/profile'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { toPrivacy } from '../messages.js'

export const getMyPrivacy: Handler<ProfileContext, ProfileServiceService['getMyPrivacy']> = async (
  { profiles },
  _request,
  call,
) => ({ privacy: toPrivacy(await profiles.get(userOf(call.principal).userId)) })
