import type { Gender, Preferences } from '@kindred/client'
import { likelyAges } from '@kindred/kernel'

import { findPreferences } from '../gateway/find-preferences.js'
import type { Scene } from './question.js'

/** What the chat can change of them. */
interface Change {
  readonly wanted_genders?: Gender[]
  readonly min_age?: number
  readonly max_age?: number
  readonly max_distance_km?: number
}

/** Changes the preferences and leaves the rest as it is; the first time ages are guessed from the person's own. */
export const changePreferences = ({ as }: Pick<Scene, 'as'>, change: Change): Promise<Preferences> =>
  as(async (client) => {
    const before = await findPreferences(client)
    if (before !== undefined) return client.profile.setMyPreferences({ ...before, ...change })
    const { age } = await client.profile.getMyProfile()
    const { min, max } = likelyAges(age)
    return client.profile.setMyPreferences({ wanted_genders: [], min_age: min, max_age: max, ...change })
  })
