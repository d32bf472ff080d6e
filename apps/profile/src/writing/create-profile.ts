import { hasLeft } from '@kindred/events/departures'

import type { Details } from '../domain/details.js'
import { accountDeleted, profileExists } from '../domain/errors.js'
import { saveNewProfile } from '../store/profiles.js'
import type { ProfileRow, Trx } from '../store/schema.js'
import { publishProfile } from './change-profile.js'

/** A person's one profile, and its first event. */
export async function createProfile(
  trx: Trx,
  userId: string,
  details: Details,
  now: Date,
): Promise<ProfileRow> {
  const row = await saveNewProfile(trx, userId, details, now)
  if (row === undefined) throw profileExists()
  await publishProfile(trx, row)
  // Only now: publishing waits for a deletion that is under way. A token outlives its account for a moment.
  if (await hasLeft(trx, userId)) throw accountDeleted()
  return row
}
