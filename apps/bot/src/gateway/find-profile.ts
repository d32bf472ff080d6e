import type { Profile } from '@kindred/client'

import type { Gateway, Sender } from './gateway.js'
import { hasCode } from './has-code.js'

/** The person's own profile; undefined before they made one. */
export async function findProfile(gateway: Gateway, sender: Sender): Promise<Profile | undefined> {
  try {
    return await gateway.as(sender, (client) => client.profile.getMyProfile())
  } catch (error) {
    if (hasCode(error, 'PROFILE_NOT_FOUND')) return undefined
    throw error
  }
}
