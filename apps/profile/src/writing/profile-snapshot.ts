import { ProfileChanged } from '@kindred/contracts/profile'
import { snapshot } from '@kindred/events'

import { listProfilesAfter } from '../store/profiles.js'
import type { ProfileTables } from '../store/schema.js'
import { toProfileChanged } from './profile-changed.js'

/** All profiles as they are now, for a service that begins to listen. */
export const profileSnapshot = snapshot<ProfileChanged, ProfileTables>(
  ProfileChanged,
  async (db, after, limit) => {
    const rows = await listProfilesAfter(db, after, limit)
    return rows.map((row) => ({ aggregateId: row.user_id, payload: toProfileChanged(row) }))
  },
)
