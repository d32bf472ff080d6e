import { KindredError, type Profile } from '@kindred/client'

import type { Gateway, Sender } from './gateway.js'

/** The person's own profile; undefined before they made one. */
export async function findProfile(gateway: Gateway, sender: Sender): Promise<Profile | undefined> {
  try {
    return await gateway.as(sender, (client) => client.profile.getMyProfile())
  } catch (error) {
    if (error instanceof KindredError && error.code === 'PROFILE_NOT_FOUND') return undefined
    throw error
  }
}
