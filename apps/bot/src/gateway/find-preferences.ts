import { type KindredClient, KindredError, type Preferences } from '@kindred/client'

/** Whom the person wants to see; undefined before they said it. */
export async function findPreferences(client: KindredClient): Promise<Preferences | undefined> {
  try {
    return await client.profile.getMyPreferences()
  } catch (error) {
    if (error instanceof KindredError && error.code === 'PREFERENCES_NOT_SET') return undefined
    throw error
  }
}
