import { ProfileChanged } from '@kindred/contracts/profile'
import { publish } from '@kindred/events'

import { lostBy } from '../domain/verification.js'
import { getProfileForChange, type ProfileChanges, saveChanges } from '../store/profiles.js'
import type { ProfileRow, Trx } from '../store/schema.js'
import { saveVerification } from '../store/verifications.js'
import { toProfileChanged } from './profile-changed.js'

/** One change of one person's profile under its row lock: new version and event together, or nothing when nothing changes. */
export async function changeProfile(
  trx: Trx,
  userId: string,
  now: Date,
  change: (row: ProfileRow) => ProfileChanges,
): Promise<ProfileRow> {
  const row = await getProfileForChange(trx, userId)
  const changes = await withoutLostVerification(trx, row, change(row), now)
  return Object.keys(changes).length === 0 ? row : publishChanges(trx, userId, changes, now)
}

/**
 * The changes of a row, and what follows where they change what a moderator compares: a verification falls, and the fall is kept. What
 * the badge was about is forgotten, since a hidden photo that comes back can no longer bring it back.
 */
export async function withoutLostVerification(
  trx: Trx,
  row: ProfileRow,
  changes: ProfileChanges,
  now: Date,
): Promise<ProfileChanges> {
  const changed = lostBy(row, changes)
  if (changed.length === 0) return changes
  const shown = { ...changes, shown_since: now, compared_photos: null }
  if (!row.verified) return shown
  const fall = {
    user_id: row.user_id,
    verified: false,
    decided_at: now,
    moderator_id: null,
    case_id: null,
    reason: null,
    changed,
  }
  await saveVerification(trx, fall)
  return { ...shown, verified: false }
}

/** Writes changes of a row that the transaction holds already, and tells of them. */
export async function publishChanges(
  trx: Trx,
  userId: string,
  changes: ProfileChanges,
  now: Date,
): Promise<ProfileRow> {
  const changed = await saveChanges(trx, userId, changes, now)
  await publishProfile(trx, changed)
  return changed
}

export const publishProfile = (trx: Trx, row: ProfileRow): Promise<void> =>
  publish(trx, ProfileChanged, row.user_id, toProfileChanged(row))
