import type { ProfileServiceService } from '@kindred/contracts/profile'
import { userOf } from '@kindred/kernel'
import type { Handler } from '@kindred/rpc'

import type { ProfileContext } from '../context.js'
import { preferencesNotSet } from '../domain/errors.js'
import { toPreferences } from '../messages.js'

export const getMyPreferences: Handler<ProfileContext, ProfileServiceService['getMyPreferences']> = async (
  { profiles },
  _request,
  call,
) => {
  const preferences = toPreferences(await profiles.get(userOf(call.principal).userId))
  if (preferences === undefined) throw preferencesNotSet()
  return { preferences }
}
