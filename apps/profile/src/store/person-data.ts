import { sql } from '@kindred/db'
import { jsonFile, type PersonData } from '@kindred/service'

import { toProfileRow } from './facts-column.js'
import type { Db } from './schema.js'

/** Places are known by a key that a return brings back; see forget-location-changes. */
const locationChangesDays = 1

/** The profile with wishes and place, its verifications, and when the place changed. */
export const personData: PersonData<{ readonly db: Db }> = {
  erases: ['profile', 'preferences', 'place', 'verifications'],
  keepsForDays: { times_of_location_changes: locationChangesDays },
  async *export({ db }, userId) {
    const row = await db.selectFrom('profile').selectAll().where('user_id', '=', userId).executeTakeFirst()
    yield jsonFile('profile/profile.json', row === undefined ? null : toProfileRow(row))
    const verifications = await db
      .selectFrom('verification')
      .select(['verified', 'decided_at', 'changed'])
      .where('user_id', '=', userId)
      .orderBy('id')
      .execute()
    yield jsonFile('profile/verifications.json', verifications)
    const changes = await db
      .selectFrom('location_change')
      .select('changed_at')
      .where('key', '=', (account) =>
        account.selectFrom('account').select('key').where('user_id', '=', userId),
      )
      .orderBy(sql`changed_at`)
      .execute()
    yield jsonFile('profile/location-changes.json', changes)
  },
}
