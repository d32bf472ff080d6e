import { type KindredClient, KindredError, type Preferences, type Profile } from '@kindred/client'

import { findPreferences } from './find-preferences.js'

/** What Kindred knows of somebody who joins. */
export interface Known {
  readonly profile: Profile | undefined
  readonly preferences: Preferences | undefined
}

/** Profile and preferences of the person, as far as there are any. */
export async function findKnown(client: KindredClient): Promise<Known> {
  try {
    const profile = await client.profile.getMyProfile()
    return { profile, preferences: await findPreferences(client) }
  } catch (error) {
    if (!(error instanceof KindredError) || error.code !== 'PROFILE_NOT_FOUND') throw error
    return { profile: undefined, preferences: undefined }
  }
}
